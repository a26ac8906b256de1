import type { Bilingual } from '../../../src/contract/texts.ts'

/** What the console calls what commands have as options. */
const FIELDS: Readonly<Record<string, Bilingual>> = {
  '--amount': { zh: '金额', en: 'the amount' },
  '--reason': { zh: '原因', en: 'the reason' },
  '--reference': { zh: '凭证号', en: 'the reference' },
  '--copies': { zh: '份数', en: 'the number of copies' },
  '--card': { zh: '银行卡', en: 'the bank card' },
}
/** That there is another way to type an amount is so of commands alone. */
const OTHER_WAY = /[；;][^；;]*--amount-fen$/u

/** A refusal that speaks of the options of a command, for somebody before a form. */
export function inForm({ zh, en }: Bilingual): Bilingual {
  const named = (language: 'zh' | 'en') => (option: string) => FIELDS[option.trim()]?.[language] ?? option
  return {
    zh: zh.replace(OTHER_WAY, '').replaceAll(/ ?--[a-z-]+ ?/gu, named('zh')),
    en: en.replace(OTHER_WAY, '').replaceAll(/--[a-z-]+/gu, named('en')),
  }
}
