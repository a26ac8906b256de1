import { LANGUAGES, type Language } from '../../src/contract/texts.ts'
import { ICON_NAMES, Icon } from '../ui/icons.tsx'
import { LanguageMenu } from '../ui/language-menu.tsx'
import { Note, type Tone } from '../ui/note.tsx'
import { OtherLanguage } from '../ui/other-language.tsx'
import { PagedList } from '../ui/paged-list.tsx'
import { PressButton, type PressButtonProps } from '../ui/press-button.tsx'
import { PageCanvas } from '../ui/preview/page-canvas.tsx'
import { useDocument } from '../ui/preview/use-document.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { Ring } from '../ui/ring.tsx'
import { Seal } from '../ui/seal.tsx'
import { Part } from './part.tsx'

const LOOKS: Readonly<Record<PressButtonProps['look'], string>> = {
  act: 'act',
  ghost: 'ghost',
  quiet: 'quiet',
  plain: 'plain',
}
const TONES: Readonly<Record<Tone, string>> = { ok: 'ok', info: 'info', wait: 'wait', stop: 'stop' }
const nothing = () => undefined
const fetchSample = async () => new Uint8Array(await (await fetch('./sample.pdf')).arrayBuffer())

/** The words that the parts are shown with, in the language of the page. */
export interface PartsWords {
  readonly button: string
  readonly sentence: string
  readonly languages: string
}

/** The parts of `renderer/ui`, which every app shares. */
export function SharedParts({ language, words }: { readonly language: Language; readonly words: PartsWords }) {
  return (
    <>
      <Part name="press-button">
        {Object.values(LOOKS).map(look => (
          <PressButton key={look} look={look as PressButtonProps['look']} onPress={nothing}>
            {words.button}
          </PressButton>
        ))}
        <PressButton look="act" disabled onPress={nothing}>
          {words.button}
        </PressButton>
        <PressButton look="plain" className="chip" pressed onPress={nothing}>
          {words.button}
        </PressButton>
      </Part>
      <Part name="note">
        {Object.values(TONES).map(tone => (
          <Note key={tone} tone={tone as Tone}>
            <b>{words.button}</b> {words.sentence}
          </Note>
        ))}
      </Part>
      <Part name="icons">
        {ICON_NAMES.map(name => (
          <span key={name} className="part-icon">
            <Icon name={name} />
            <small lang="en">{name}</small>
          </span>
        ))}
      </Part>
      <Part name="seal">
        <Seal />
      </Part>
      <Part name="ring">
        {[30_000, 17_000, 3_000].map(remainingMs => (
          <Ring key={remainingMs} remainingMs={remainingMs} totalMs={30_000} />
        ))}
      </Part>
      <Part name="qr-code">
        <QrCode text="https://verify.example.edu.cn/v/K7QXM-2PD9R-WT5HN-C83VB-YZ4FGJ" label={words.button} />
      </Part>
      <Part name="other-language">
        <OtherLanguage
          {...{ language, languages: LANGUAGES.slice(0, 2), onLanguage: nothing }}
          {...{ label: words.languages, look: 'quiet' }}
        />
      </Part>
      <Part name="language-menu">
        <LanguageMenu
          {...{ language, languages: LANGUAGES, onLanguage: nothing }}
          {...{ label: words.languages, look: 'quiet' }}
        />
      </Part>
      <Part name="paged-list">
        <PagedList
          items={Array.from({ length: 7 }, (_, at) => ({ key: String(at), node: <Note tone="info">{at + 1}</Note> }))}
          mostItems={3}
          showing={0}
          pager={(page, pages, turn) => (
            <PressButton look="quiet" onPress={() => turn((page + 1) % pages)}>
              {page + 1} / {pages}
            </PressButton>
          )}
        />
      </Part>
      <Part name="page-canvas">
        <SamplePage label={words.button} />
      </Part>
    </>
  )
}

function SamplePage({ label }: { readonly label: string }) {
  const { file } = useDocument('sample', fetchSample)
  return file && <PageCanvas file={file} page={1} widthPx={220} label={label} />
}
