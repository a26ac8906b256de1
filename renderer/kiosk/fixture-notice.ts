import { fault } from '../../src/fault.ts'
import { USUAL_POINTS } from '../../src/rules/usual-notice.ts'
import { type FixtureOf, live, type OneOrMore, someone } from './fixture.ts'
import type { ContentOf } from './kiosk-context.ts'

const at = (name: string, more: Partial<ContentOf<'reading-notice'>>): FixtureOf<'reading-notice'> =>
  live(name, someone, {
    ...{ screen: 'reading-notice', points: [...USUAL_POINTS], version: '1', fault: null, busy: false },
    ...more,
  })

/** As long as a university may write it. */
const LONG = {
  head: { zh: '学校为您办理文件时会用到哪些个人信息', en: 'Which personal data the university uses' },
  text: {
    zh: '学校已有的学籍资料。'.repeat(16),
    en: 'Your study record, as the university has it now. '.repeat(6).trim(),
  },
}

/** What people are told and agree to before anything is made for them. */
export const READING_NOTICE: OneOrMore<FixtureOf<'reading-notice'>> = [
  at('reading-notice', {}),
  at('reading-notice-busy', { busy: true }),
  at('reading-notice-silent', { fault: fault('server-unreachable') }),
  at('reading-notice-long', { points: Array.from({ length: 8 }, () => LONG) }),
]
