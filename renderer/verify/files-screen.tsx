import { useState } from 'react'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { FilePicker } from '../web/file-picker.tsx'
import type { GatheredFile, WantedFiles } from '../web/gather-files.ts'
import { formatTime } from '../web/times.ts'
import { BulkResults } from './bulk-results.tsx'
import { canCheck, FILE_BYTES_MAX } from './file-checker.ts'
import { askServer, checkGathered, type FileResult, type ServerWord } from './file-results.ts'
import { OneResult } from './one-result.tsx'
import { timeZoneOf, usePage } from './page-context.ts'
import { useWords } from './words.ts'

/** How many files are checked at once. */
const FILES_MAX = 500
const WANTED: WantedFiles = {
  name: 'PDF',
  // A picture of a paper carries no seal, but a code that can be read.
  mediaTypes: ['application/pdf', 'image/*'],
  endings: ['.pdf'],
  mostFiles: FILES_MAX,
  mostBytes: FILE_BYTES_MAX,
}

/** How far the check has come. */
export type FilesState =
  | { readonly step: 'choosing'; readonly note: FilesNote | null }
  | { readonly step: 'checking'; readonly done: number; readonly all: number }
  | { readonly step: 'done'; readonly results: readonly FileResult[]; readonly note: FilesNote | null }

type FilesNote = 'file.noFiles' | 'file.tooMany'

export interface FilesScreenProps {
  /** Where it begins, and what the server has said by then. */
  readonly first?: FilesState
  readonly firstWord?: ServerWord
}

const NOTHING_CHOSEN: FilesState = { step: 'choosing', note: null }
const NOT_ASKED: ServerWord = { kind: 'not-asked' }

/** Files, checked here; then, for whoever agrees, what the university adds. */
export function FilesScreen({ first = NOTHING_CHOSEN, firstWord = NOT_ASKED }: FilesScreenProps) {
  const t = useWords()
  const language = useLanguage()
  const { server, trust, checker } = usePage()
  const [state, setState] = useState(first)
  const [word, setWord] = useState<ServerWord | 'asking'>(firstWord)
  const time = (iso: string) => formatTime(iso, timeZoneOf(trust), language)

  const check = async (gathered: readonly GatheredFile[]) => {
    const files = gathered.slice(0, FILES_MAX)
    if (files.length === 0) return setState({ step: 'choosing', note: 'file.noFiles' })
    setWord(NOT_ASKED)
    const results: FileResult[] = []
    for (const file of files) {
      setState({ step: 'checking', done: results.length, all: files.length })
      results.push(await checkGathered(file, checker, trust))
    }
    const note = gathered.length > files.length ? 'file.tooMany' : null
    setState({ step: 'done', results, note })
  }
  const ask = async (results: readonly FileResult[]) => {
    setWord('asking')
    setWord(await askServer(server, results))
  }

  if (!canCheck()) return <Note tone="wait">{t('seal.cannot')}</Note>
  if (state.step === 'done') {
    const said = word === 'asking' ? NOT_ASKED : word
    return (
      <>
        {state.note && <Note tone="wait">{t(state.note, { count: FILES_MAX })}</Note>}
        {state.results.length === 1 ? (
          <OneResult result={state.results[0]!} word={said} />
        ) : (
          <BulkResults results={state.results} word={said} />
        )}
        <section className="card ask">
          {said.kind === 'answered' ? (
            <p>{t('file.asked', { time: time(said.checkedAt) })}</p>
          ) : (
            <>
              {said.kind === 'unreachable' && <Note tone="wait">{t('file.askFailed')}</Note>}
              <p>{t('file.askWhy')}</p>
              <PressButton look="act" disabled={word === 'asking'} onPress={() => void ask(state.results)}>
                {t(word === 'asking' ? 'file.asking' : 'file.ask')}
              </PressButton>
            </>
          )}
          <p className="small">
            {trust.list
              ? t('file.list', { version: trust.list.version, time: time(trust.list.issuedAt) })
              : t('file.noList')}
          </p>
          <PressButton look="quiet" onPress={() => setState(NOTHING_CHOSEN)}>
            {t('file.more')}
          </PressButton>
        </section>
      </>
    )
  }
  return (
    <section className="card" aria-labelledby="files-title">
      <h1 id="files-title">{t('file.title')}</h1>
      <Note tone="info">{t('file.stays')}</Note>
      {trust.house === null && !trust.isOnline ? (
        <Note tone="wait">{t('offline.noAnchors')}</Note>
      ) : state.step === 'checking' ? (
        <div role="status">
          <p>{t('file.checking', { done: state.done, all: state.all })}</p>
          <progress max={state.all} value={state.done} aria-label={t('file.progress')} />
        </div>
      ) : (
        <>
          {state.note && <Note tone="wait">{t(state.note, { count: FILES_MAX })}</Note>}
          <FilePicker wanted={WANTED} disabled={trust.anchors.length === 0} onFiles={files => void check(files)} />
        </>
      )}
    </section>
  )
}
