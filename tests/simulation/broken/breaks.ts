import type { Break } from './break.ts'
import { MONEY } from './money-breaks.ts'
import { PAPER } from './paper-breaks.ts'

export const BREAKS: readonly Break[] = [...PAPER, ...MONEY]
