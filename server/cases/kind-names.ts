import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { StaffLanguage } from '../ground/commands/language.ts'
import type { CaseKind } from './kinds.ts'

/** What people call a kind of case, within a sentence and in a table. */
export const KIND_NAMES: Readonly<Record<CaseKind, Bilingual>> = {
  'copy-unclear': both('出纸不明', 'copy unclear'),
  'late-paper': both('迟出的纸', 'late paper'),
  'refund-refused': both('退款被拒', 'refund refused'),
  'refund-abnormal': both('退款异常', 'refund abnormal'),
  'refund-returned': both('退款退回本校', 'refund returned'),
  'refund-slow': both('退款过久', 'refund slow'),
  'amount-differs': both('金额不符', 'amount differs'),
  'outcome-missing': both('未报结果', 'outcome missing'),
  'order-forgotten': both('订单缺失', 'order forgotten'),
  'paid-unknown': both('无单付款', 'paid unknown'),
  'order-unclosable': both('订单关不掉', 'order unclosable'),
  'bill-differs': both('账单不符', 'bill differs'),
  'refund-differs': both('退款不符', 'refund differs'),
  'sheets-differ': both('张数不符', 'sheets differ'),
  'outcome-conflict': both('结果矛盾', 'outcome conflict'),
  'issued-file-damaged': both('文件损坏', 'issued file damaged'),
  'books-differ': both('账簿不符', 'books differ'),
  'bad-print': both('打印缺陷', 'bad print'),
  'erasing-fails': both('删除未成', 'erasing fails'),
  complaint: both('付款人投诉', 'complaint'),
  'audit-bent': both('审计链有问题', 'audit trail bent'),
  'terminal-chain-bent': both('自助机审计链有问题', 'audit chain of a kiosk bent'),
}

/** A kind in a table: its Chinese name, or in English the machine's own, which reads the same. */
export const kindInTable = (kind: CaseKind, language: StaffLanguage): string =>
  language === 'zh' ? KIND_NAMES[kind].zh : kind

/** A kind where it may have to be typed as well: in Chinese its name with the machine's own behind it. */
export const kindWords = (kind: CaseKind, language: StaffLanguage): string =>
  language === 'zh' ? `${KIND_NAMES[kind].zh}（${kind}）` : kind
