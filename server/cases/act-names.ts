import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { CaseAct } from './kinds.ts'

/** What people call an act, within a sentence. */
export const ACT_NAMES: Readonly<Record<CaseAct, Bilingual>> = {
  refund: both('退款', 'the refund'),
  'refund-to-card': both('改退到银行卡', 'the refund to a bank card'),
  'return-to-university': both('退回本校', 'the return to the university'),
  'refunded-by-hand': both('登记人工退款', 'the refund by hand'),
  'reprint-code': both('重打码', 'the reprint code'),
  'book-loss': both('记入损失', 'entering the loss'),
  close: both('结案', 'closing'),
}
