import { useState } from 'react'
import type { DockState } from './dock-contract.ts'
import { Panel } from './panel.tsx'
import { codeOnSheet } from './sheet-code.ts'
import { useSend } from './use-dock.ts'
import { useWords } from './words.ts'

/** The QR scanner: any text, the code of the newest sheet, and a scanner in trouble. */
export function ScannerPanel({ state }: { readonly state: DockState }) {
  const say = useWords()
  const send = useSend()
  const [typed, setTyped] = useState('')
  const [isWithoutCode, setIsWithoutCode] = useState(false)
  const scanner = state.codeScanner
  if (!scanner) return null
  const newest = state.pagePrinter?.sheets[0]
  const scanNewest = async () => {
    const code = newest ? await codeOnSheet(newest.sha256, newest.pages[0] ?? 1).catch(() => null) : null
    setIsWithoutCode(code === null)
    if (code === null) return
    setTyped(code)
    await send('/scanner/scan', { text: code })
  }
  return (
    <Panel
      name="code-scanner"
      title={say('codeScanner')}
      status={say(scanner.plugged ? 'ready' : 'unplugged')}
      mood={scanner.plugged ? 'good' : 'bad'}
    >
      <form
        className="row"
        onSubmit={event => {
          event.preventDefault()
          if (typed !== '') void send('/scanner/scan', { text: typed })
        }}
      >
        <input
          value={typed}
          onChange={event => setTyped(event.target.value)}
          placeholder="https://…/v/…"
          aria-label={say('scanText')}
          spellCheck={false}
        />
        <button type="submit" className="act" disabled={typed === ''}>
          {say('scan')}
        </button>
      </form>
      <div className="verbs">
        <button type="button" disabled={!newest} onClick={() => void scanNewest()}>
          {say('scanSheet')}
        </button>
        <button type="button" disabled={typed === ''} onClick={() => send('/scanner/torn', { text: typed })}>
          {say('scanTorn')}
        </button>
        {scanner.plugged ? (
          <button type="button" className="harm" onClick={() => send('/scanner/unplug', {})}>
            {say('unplug')}
          </button>
        ) : (
          <button type="button" className="mend" onClick={() => send('/scanner/plug', {})}>
            {say('plug')}
          </button>
        )}
      </div>
      {scanner.last && (
        <p className="faint">
          {say('lastSent')}: {say('characters', { n: scanner.last.characters })} {scanner.last.heard ? '✓' : '✗'}
        </p>
      )}
      {isWithoutCode && <p className="faint">{say('noCode')}</p>}
    </Panel>
  )
}
