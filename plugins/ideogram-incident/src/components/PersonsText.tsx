/** What a person wrote; however it runs, the text around it keeps its order. */
export function PersonsText({ children }: { children: string }) {
  return <bdi>{children}</bdi>;
}
