import { type Bilingual, both } from '../../../src/contract/texts.ts'

/** What the exit status of every command means, the same for all of them. */
export const EXITS = {
  0: both('已办好；查的是一切相符', 'done; of what compares: nothing differs'),
  1: both(
    '有需要人处理的：对不上、没有全部完成、不予放行',
    'something needs a hand: it differs, is not whole, or is not let through',
  ),
  2: both('命令写错了：什么都没有做', 'asked wrongly: nothing was done'),
  3: both('办不成；原因见提示', 'could not be done, and says why'),
} as const satisfies Readonly<Record<number, Bilingual>>

export type ExitStatus = keyof typeof EXITS

/** The last lines of every help. */
export const EXIT_HELP: Bilingual = both(
  ['结束码：', ...Object.entries(EXITS).map(([status, { zh }]) => `  ${status}  ${zh}`)].join('\n'),
  ['Exit status:', ...Object.entries(EXITS).map(([status, { en }]) => `  ${status}  ${en}`)].join('\n'),
)
