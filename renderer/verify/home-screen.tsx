import { type SyntheticEvent, useState } from 'react'
import { CODE_LENGTH, codeFrom } from '../../src/verification/typed-code.ts'
import { PressButton } from '../ui/press-button.tsx'
import { usePage } from './page-context.ts'
import { useWords } from './words.ts'

/** What stands in the field for a code, and whether the visitor was told that it is none. */
export interface TypedCode {
  readonly typed: string
  readonly isWrong: boolean
}

const NOTHING_TYPED: TypedCode = { typed: '', isWrong: false }

/** The two ways in: by the code on a paper, or by the file. `first` is what stands in the field at the beginning. */
export function HomeScreen({ first = NOTHING_TYPED }: { readonly first?: TypedCode }) {
  const t = useWords()
  const { goTo } = usePage()
  return (
    <>
      <h1 className="visually-hidden">{t('title')}</h1>
      <p className="lead">{t('home.lead')}</p>
      <div className="ways">
        <section className="card" aria-labelledby="by-code">
          <CodePicture />
          <h2 id="by-code">{t('home.byCode')}</h2>
          <p>{t('home.byCodeHow')}</p>
          <CodeForm first={first} onCode={code => goTo({ screen: 'code', code })} />
        </section>
        <section className="card" aria-labelledby="by-file">
          <FilePicture />
          <h2 id="by-file">{t('home.byFile')}</h2>
          <p>{t('home.byFileHow')}</p>
          <div className="card-foot">
            <PressButton look="act" className="wide" onPress={() => goTo({ screen: 'files' })}>
              {t('home.chooseFile')}
            </PressButton>
          </div>
        </section>
      </div>
    </>
  )
}

function CodeForm({ first, onCode }: { readonly first: TypedCode; readonly onCode: (code: string) => void }) {
  const t = useWords()
  const [typed, setTyped] = useState(first.typed)
  const [isWrong, setIsWrong] = useState(first.isWrong)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const code = codeFrom(typed)
    if (code === null) setIsWrong(true)
    else onCode(code)
  }
  const length = typed.replaceAll(/[^0-9A-Za-z]/g, '').length
  return (
    <form className="code-form" onSubmit={submit}>
      <label htmlFor="code">{t('home.codeLabel')}</label>
      <input
        id="code"
        className="code-input"
        value={typed}
        maxLength={200}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXXX"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'code-wrong' : undefined}
        onChange={event => {
          setTyped(event.target.value)
          setIsWrong(false)
        }}
      />
      {isWrong && (
        <p className="wrong" id="code-wrong" role="alert">
          {t('home.notACode', { length: CODE_LENGTH, typed: length })}
        </p>
      )}
      <div className="card-foot">
        <button type="submit" className="button act wide">
          {t('home.next')}
        </button>
      </div>
    </form>
  )
}

function CodePicture() {
  return (
    <svg className="way-picture" viewBox="27 0 66 84" aria-hidden="true">
      <rect x="28" y="2" width="64" height="80" rx="4" className="sheet" />
      <path d="M38 16h44M38 25h44M38 34h30" className="print" />
      <g className="dark">
        <path d="M38 54h9v9h-9zM52 54h9v9h-9zM38 68h9v9h-9z" />
        <path d="M52 68h4v4h-4zM58 72h3v5h-3zM52 74h3v3h-3z" />
      </g>
      <path d="M67 57h16M67 64h16M67 71h10" className="print" />
    </svg>
  )
}

function FilePicture() {
  return (
    <svg className="way-picture" viewBox="0 0 120 84" aria-hidden="true">
      <rect x="14" y="10" width="92" height="58" rx="6" className="sheet" />
      <path d="M4 74h112" className="edge" />
      <path d="M44 20h22l12 12v30H44z" className="page" />
      <path d="M66 20v12h12" className="print" />
      <circle cx="72" cy="54" r="12" className="good" />
      <path d="m66 54 5 5 8-10" className="tick" />
    </svg>
  )
}
