import { useState } from 'react'
import { textIn } from '../ui/formats.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { BulkResults } from './bulk-results.tsx'
import { canCheck } from './file-checker.ts'
import { FilePicker } from './file-picker.tsx'
import { askServer, checkGathered, type FileResult, type ServerWord } from './file-results.ts'
import { FILES_MAX, type GatheredFile } from './gather-files.ts'
import { OneResult } from './one-result.tsx'
import { timeZoneOf, usePage } from './page-context.ts'
import { formatTime } from './times.ts'
import { useLanguage, useWords } from './words.ts'

type State =
  | { readonly step: 'choosing'; readonly note: string | null }
  | { readonly step: 'checking'; readonly done: number; readonly all: number }
  | { readonly step: 'done'; readonly results: readonly FileResult[]; readonly note: string | null }

/** Files, checked here; then, for whoever agrees, what the university adds. */
export function FilesScreen() {
  const t = useWords()
  const language = useLanguage()
  const { trust, checker } = usePage()
  const [state, setState] = useState<State>({ step: 'choosing', note: null })
  const [word, setWord] = useState<ServerWord | 'asking'>({ kind: 'not-asked' })
  const time = (iso: string) => formatTime(iso, timeZoneOf(trust), language)

  const check = async (gathered: readonly GatheredFile[]) => {
    const files = gathered.slice(0, FILES_MAX)
    if (files.length === 0) return setState({ step: 'choosing', note: t('file.noFiles') })
    setWord({ kind: 'not-asked' })
    const results: FileResult[] = []
    for (const file of files) {
      setState({ step: 'checking', done: results.length, all: files.length })
      results.push(await checkGathered(file, checker, trust))
    }
    const note = gathered.length > files.length ? t('file.tooMany', { count: FILES_MAX }) : null
    setState({ step: 'done', results, note })
  }
  const ask = async (results: readonly FileResult[]) => {
    setWord('asking')
    setWord(await askServer(results))
  }

  if (!canCheck()) return <Note tone="wait">{t('seal.cannot')}</Note>
  if (state.step === 'done') {
    const said = word === 'asking' ? ({ kind: 'not-asked' } as const) : word
    return (
      <>
        {state.note && <Note tone="wait">{state.note}</Note>}
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
          <PressButton look="quiet" onPress={() => setState({ step: 'choosing', note: null })}>
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
          <progress max={state.all} value={state.done} aria-label={textIn(language, { zh: '进度', en: 'Progress' })} />
        </div>
      ) : (
        <>
          {state.note && <Note tone="wait">{state.note}</Note>}
          <FilePicker disabled={trust.anchors.length === 0} onFiles={files => void check(files)} />
        </>
      )}
    </section>
  )
}
