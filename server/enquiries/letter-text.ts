import type { House } from '../ground/ground.ts'

export interface LetterFacts {
  readonly house: Pick<House, 'name' | 'publicBaseUrl' | 'helpPhone'>
  readonly kind: 'correction' | 'question'
  readonly number: string
  readonly enquiryId: string
  readonly what: 'answered' | 'asked' | 'closed'
  /** What the office has written; null where the address is not known to be the person's own. */
  readonly said: string | null
}

const NEWS = {
  answered: { zh: '有了回复', en: 'has an answer' },
  asked: { zh: '需要您补充', en: 'needs a word from you' },
  closed: { zh: '已办结', en: 'is closed' },
} as const
const KINDS = { correction: { zh: '更正', en: 'correction' }, question: { zh: '咨询', en: 'question' } } as const

/** Says that there is an answer and where. In its subject stands nothing that a person has written. */
export function letterText(language: 'zh' | 'en', facts: LetterFacts): { subject: string; text: string } {
  const { house, kind, number, enquiryId, what, said } = facts
  const at = `${house.publicBaseUrl}/p/c/${enquiryId}`
  if (language === 'en')
    return {
      subject: `${house.name.en}: your ${KINDS[kind].en} ${number} ${NEWS[what].en}`,
      text: `Hello,

Your ${KINDS[kind].en} ${number} ${NEWS[what].en}.
${said === null ? '' : `\n${said}\n`}
Log in to read it and to write back:
${at}

This letter was sent by a program; please do not answer it. Questions: ${house.helpPhone}.
If you have asked nothing, somebody has mistyped an address: please delete it.
`,
    }
  return {
    subject: `${house.name.zh}：您的${KINDS[kind].zh} ${number} ${NEWS[what].zh}`,
    text: `您好：

您的${KINDS[kind].zh}（编号 ${number}）${NEWS[what].zh}。
${said === null ? '' : `\n${said}\n`}
请登录查看，也可以在那里回复：
${at}

这封信由系统发出，请不要回复。有疑问请致电 ${house.helpPhone}。
如果您没有提过，可能是别人填错了邮箱，请删除这封信。
`,
  }
}

/** Tells an office what has waited for it too long: numbers, and nothing of anybody. */
export function reminderText(
  house: LetterFacts['house'],
  numbers: readonly string[],
  days: number,
): { subject: string; text: string } {
  return {
    subject: `${house.name.zh}：${numbers.length} 件更正和咨询等了超过 ${days} 天 / ${numbers.length} waiting for more than ${days} days`,
    text: `${numbers.join('\n')}

${house.publicBaseUrl}/staff/enquiries
`,
  }
}
