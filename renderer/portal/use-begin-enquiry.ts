import { useState } from 'react'
import type { EnquiryDetail } from '../../src/contract/enquiries-api.ts'
import type { Result } from '../../src/result.ts'
import { useLanguage } from '../web/app-words.tsx'
import type { Refusal } from '../web/route-client.ts'
import { type Act, useAct } from './asking.ts'
import { useKeptText } from './kept-text.ts'
import { usePortal } from './portal-context.ts'
import { createWishes } from './wish.ts'

/** What is said with everything that an office is written. */
interface Said {
  readonly text: string
  readonly mail: string
  readonly language: ReturnType<typeof useLanguage>
  readonly wishId: string
}

/** The writing to an office: however often one presses, one wish is one enquiry, and leads to its page. `key`: where the text is kept. */
export function useBeginEnquiry(key: string, first?: Act) {
  const language = useLanguage()
  const { goTo } = usePortal()
  const [text, setText] = useKeptText(key)
  const [mail, setMail] = useState('')
  const [wishes] = useState(() => createWishes())
  const { isBusy, refusal, run } = useAct(first)
  /** `about`: what makes it another wish, beside the words. */
  const begin = <About extends object>(
    about: About,
    ask: (said: About & Said) => Promise<Result<EnquiryDetail, Refusal>>,
  ) => {
    const said = { ...about, text: text.trim(), mail: mail.trim() }
    const wishId = wishes.idFor(JSON.stringify(said))
    void run(
      () => ask({ ...said, language, wishId }),
      ({ enquiryId }) => {
        wishes.fulfilled()
        setText('')
        goTo({ screen: 'enquiry', enquiryId })
      },
    )
  }
  return { text, setText, mail, setMail, isBusy, refusal, begin }
}
