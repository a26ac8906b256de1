/** idle: until the question. ask: until the visit ends. aside: a line for somebody else stands. look: until the server is asked again. send: until digits that are all there are sent. The others are named for the screen that they belong to. */
export const TIMER_NAMES = [
  'idle',
  'ask',
  'notice',
  'answer',
  'pay',
  'paper',
  'leave',
  'aside',
  'login',
  'look',
  'send',
] as const
export type TimerName = (typeof TIMER_NAMES)[number]
