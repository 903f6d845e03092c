const SUBJECTS = ['a lighthouse', 'a harbour', 'a fox', 'a market', 'a comet'];
const STYLES = ['in watercolour', 'as a woodcut', 'in the morning fog'];
const MAX_AT_ONCE = 100;

/**
 * Users who ask for images, some at once every two seconds or so, as people
 * do. Returns what ends it.
 */
export function startTraffic(options: {
  usersPerBurst: number;
  ask: (prompt: string) => Promise<unknown>;
}): () => void {
  let timer: NodeJS.Timeout;
  let asked = 0;
  let waiting = 0;

  const askOnce = async () => {
    if (waiting >= MAX_AT_ONCE) return;
    waiting += 1;
    asked += 1;
    await options.ask(promptOf(asked));
    waiting -= 1;
  };
  const burst = () => {
    for (let user = 0; user < options.usersPerBurst; user += 1) askOnce();
    timer = setTimeout(burst, 1500 + Math.random() * 1000);
  };
  timer = setTimeout(burst, Math.random() * 500);
  return () => clearTimeout(timer);
}

/** Now and then a prompt that the safety filter refuses. */
function promptOf(number: number): string {
  const subject = SUBJECTS[number % SUBJECTS.length];
  const style = STYLES[number % STYLES.length];
  if (number % 40 === 39) return `unsafe ${subject} ${style}`;
  if (number % 60 === 59) return `blocked ${subject} ${style}`;
  return `${subject} ${style}`;
}
