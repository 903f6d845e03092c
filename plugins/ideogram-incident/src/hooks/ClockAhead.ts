import { createContext } from 'react';

/**
 * How many milliseconds the browser's clock is ahead of the backend's. A wrong
 * clock must not tell anybody that the response is overdue.
 */
export const ClockOffsetContext = createContext(0);
