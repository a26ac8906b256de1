import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { StaffLanguage } from '../../ground/commands/language.ts'

/** What machines call the state of an order, a payment, a refund, a copy, a terminal or a job. */
const STATES: Readonly<Record<string, Bilingual>> = {
  opening: both('正在下单', 'being opened'),
  'awaiting-payment': both('待付款', 'waiting to be paid'),
  closing: both('正在关闭', 'being closed'),
  closed: both('已关闭', 'closed'),
  ready: both('已付清，待打印结果', 'paid, waiting for what comes out'),
  ended: both('已结束', 'ended'),
  'not-paid': both('未付款', 'not paid'),
  paid: both('已付款', 'paid'),
  unknown: both('不详', 'unknown'),
  due: both('应退，待申请', 'owed, to be sent'),
  accepted: both('支付方处理中', 'under way at the provider'),
  processing: both('处理中', 'under way'),
  succeeded: both('已退成', 'paid back'),
  abnormal: both('退款异常', 'could not reach the payer'),
  'needs-hand': both('待人工处理', 'with people'),
  'paid-by-hand': both('已人工退款', 'paid back by hand'),
  'written-off': both('已决定不退', 'not to be paid back'),
  active: both('在用', 'in use'),
  suspended: both('已停用', 'suspended'),
  quarantined: both('已隔离', 'in quarantine'),
  retired: both('已退役', 'retired'),
  delivered: both('已出纸', 'came out'),
  'not-delivered': both('没有出纸', 'did not come out'),
  'cannot-be-told': both('说不清', 'cannot be told'),
  completed: both('已打完', 'completed'),
  failed: both('没打成', 'failed'),
  inside: both('还在打印机里', 'inside the printer'),
  aborted: both('中途作废', 'aborted'),
  canceled: both('已取消', 'cancelled'),
  printing: both('正在打印', 'printing'),
  printed: both('已打印', 'printed'),
  ordering: both('正在下单', 'being ordered'),
  abandoned: both('已放弃', 'given up'),
  part: both('只走了一部分', 'moved in part'),
  pending: both('待处理', 'waiting to be answered'),
  processed: both('已处理完成', 'dealt with'),
  whole: both('走足了', 'moved by all'),
  none: both('没有动', 'did not move'),
}

/** A state in plain words, with the machine's own behind it. Another word is given as it is. */
export function stateWords(word: string, language: StaffLanguage): string {
  const known = Object.hasOwn(STATES, word) ? STATES[word] : undefined
  if (known === undefined) return word
  if (language === 'zh') return `${known.zh}（${word}）`
  return known.en === word ? word : `${known.en} (${word})`
}

const FIGURES: Readonly<Record<string, string>> = {
  paid: '已付',
  charged: '计费',
  'not decided yet': '待定',
  'to be paid back': '应退',
  'paid back': '已退',
  lost: '损失',
}

/** A figure of the books. */
export const figureWords = (name: string): string => FIGURES[name] ?? name
