/** idle: until the question. ask: until the visit ends. aside: a line for somebody else stands. The others are named for the screen that they belong to. */
export const TIMER_NAMES = ['idle', 'ask', 'notice', 'answer', 'pay', 'paper', 'leave', 'aside'] as const
export type TimerName = (typeof TIMER_NAMES)[number]
