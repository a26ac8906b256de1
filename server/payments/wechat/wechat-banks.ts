import type { Bilingual } from '../../../src/contract/texts.ts'

interface Bank {
  /** WeChat's name of its debit cards. */
  readonly code: string
  readonly name: Bilingual
  /** What else it is called. */
  readonly also?: readonly string[]
}

/** The banks to whose debit cards WeChat Pay sends an abnormal refund, and no others. */
const BANKS: readonly Bank[] = [
  { code: 'ICBC_DEBIT', name: { zh: '工商银行', en: 'ICBC' } },
  { code: 'ABC_DEBIT', name: { zh: '农业银行', en: 'Agricultural Bank of China' } },
  { code: 'BOC_DEBIT', name: { zh: '中国银行', en: 'Bank of China' } },
  { code: 'CCB_DEBIT', name: { zh: '建设银行', en: 'China Construction Bank' } },
  { code: 'COMM_DEBIT', name: { zh: '交通银行', en: 'Bank of Communications' } },
  { code: 'PSBC_DEBIT', name: { zh: '邮储银行', en: 'Postal Savings Bank of China' }, also: ['邮政储蓄银行'] },
  { code: 'CMB_DEBIT', name: { zh: '招商银行', en: 'China Merchants Bank' } },
  { code: 'SPDB_DEBIT', name: { zh: '浦发银行', en: 'SPD Bank' }, also: ['浦东发展银行', '上海浦东发展银行'] },
  { code: 'CITIC_DEBIT', name: { zh: '中信银行', en: 'China CITIC Bank' } },
  { code: 'CEB_DEBIT', name: { zh: '光大银行', en: 'China Everbright Bank' } },
  { code: 'CMBC_DEBIT', name: { zh: '民生银行', en: 'China Minsheng Bank' } },
  { code: 'CIB_DEBIT', name: { zh: '兴业银行', en: 'Industrial Bank' } },
  { code: 'GDB_DEBIT', name: { zh: '广发银行', en: 'China Guangfa Bank' }, also: ['广东发展银行'] },
  { code: 'PAB_DEBIT', name: { zh: '平安银行', en: 'Ping An Bank' } },
  { code: 'NBCB_DEBIT', name: { zh: '宁波银行', en: 'Bank of Ningbo' } },
]

export const BANK_NAMES: readonly Bilingual[] = BANKS.map(({ name }) => name)

/** However it is written: 中国 and 股份有限公司 around the name, blanks and case make no other bank. */
const keyOf = (said: string): string =>
  said
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s|股份|有限|责任|公司/g, '')
    .replace(/^中国(?!银行$)/, '')

const CODES = new Map(
  BANKS.flatMap(({ code, name, also = [] }) => [code, name.zh, name.en, ...also].map(said => [keyOf(said), code])),
)

/** WeChat's name of a bank; null for one that it sends nothing to. */
export const bankCodeOf = (said: string): string | null => CODES.get(keyOf(said)) ?? null
