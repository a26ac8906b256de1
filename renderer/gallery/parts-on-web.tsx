import '../web/styles/web.css'
import { useState } from 'react'
import type { Language } from '../../src/contract/texts.ts'
import { VERIFY_WORDS } from '../../src/words/languages.ts'
import { CAPTCHA_PICTURE } from '../verify/fixture-captcha.ts'
import { createAppWords } from '../web/app-words.tsx'
import { CaptchaField } from '../web/captcha-field.tsx'
import { Facts } from '../web/facts.tsx'
import { FilePicker } from '../web/file-picker.tsx'
import { PageFoot } from '../web/page-foot.tsx'
import { PageFrame } from '../web/page-frame.tsx'
import { PageHead } from '../web/page-head.tsx'
import { Part } from './part.tsx'
import { SharedParts } from './shared-parts.tsx'
import { Tokens } from './tokens.tsx'

const { WordsProvider, useWords } = createAppWords(VERIFY_WORDS, { storageKey: 'gallery-parts', title: 'title' })
const nothing = () => undefined
const head = { university: '示范大学', title: '印证', home: '#' }
const foot = { links: <a href="#parts">印证 Yinzheng</a>, helpPhone: '010-0000 0000' }

/** The shared parts in the looks of the web, and those that only apps on the web have. */
export function Parts({ language }: { readonly language: Language }) {
  return (
    <WordsProvider first={language}>
      <div className="parts">
        <AllParts language={language} />
      </div>
    </WordsProvider>
  )
}

function AllParts({ language }: { readonly language: Language }) {
  const t = useWords()
  const [answer, setAnswer] = useState('')
  const words = { button: t('home.next'), sentence: t('file.stays'), languages: t('web.languages') }
  return (
    <>
      <SharedParts language={language} words={words} />
      <Part name="page-head">
        <PageHead {...head} />
      </Part>
      <Part name="page-foot">
        <PageFoot {...foot} />
      </Part>
      <Part name="page-frame">
        <PageFrame head={head} foot={foot}>
          <p>{t('home.lead')}</p>
        </PageFrame>
      </Part>
      <Part name="captcha-field">
        <CaptchaField
          captcha={{ token: 'token', picture: CAPTCHA_PICTURE, digits: 6 }}
          answer={answer}
          onAnswer={setAnswer}
          onAnother={nothing}
          spokenAt={() => '#'}
        />
      </Part>
      <Part name="file-picker">
        <FilePicker
          wanted={{ name: 'PDF', mediaTypes: [], endings: ['.pdf'], mostFiles: 12, mostBytes: 20 * 1024 * 1024 }}
          disabled={false}
          onFiles={nothing}
        />
      </Part>
      <Part name="facts">
        <Facts
          facts={[
            [t('result.document'), t('certificate.get')],
            [t('result.pages'), 2],
          ]}
        />
      </Part>
      <Tokens />
    </>
  )
}
