/** What `dialog` in the tab's address says to open an incident. */
export const OPEN_INCIDENT = 'open-incident';
