import { useEffect, useState } from 'react'
import type { Language } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { inLanguage, setPageLanguage } from '../ui/in-language.ts'
import { firstLanguage, keepLanguage } from '../ui/kept-language.ts'
import { CardsPanel } from './cards-panel.tsx'
import { IdPanel } from './id-panel.tsx'
import { OutputTray } from './output-tray.tsx'
import { PhonePanel } from './phone-panel.tsx'
import { PrinterPanel } from './printer-panel.tsx'
import { ReceiptPanel, Receipts } from './receipt-panel.tsx'
import { ScannerPanel } from './scanner-panel.tsx'
import { SendContext, useDock } from './use-dock.ts'
import { DOCK_LANGUAGES, LanguageContext, useBilingual, useWords } from './words.ts'

const LANGUAGE_KEY = 'dock-language'

/** The console of the simulated devices. */
export function App() {
  const [language, setLanguage] = useState(() => firstLanguage(LANGUAGE_KEY, DOCK_LANGUAGES))
  useEffect(() => {
    keepLanguage(LANGUAGE_KEY, language)
    setPageLanguage(language)
  }, [language])
  const others = DOCK_LANGUAGES.filter(one => one !== language)
  return (
    <LanguageContext value={language}>
      <Desk others={others} onLanguage={setLanguage} />
    </LanguageContext>
  )
}

interface DeskProps {
  readonly others: readonly Language[]
  readonly onLanguage: (language: Language) => void
}

function Desk({ others, onLanguage }: DeskProps) {
  const say = useWords()
  const both = useBilingual()
  const { state, connected, notice, send } = useDock()
  return (
    <SendContext value={send}>
      <header className="top">
        <span className="crest" aria-hidden="true">
          印证
        </span>
        <h1>{say('title')}</h1>
        <nav>
          {state?.links.map(link => (
            <a key={link.url} href={link.url} target="_blank" rel="noreferrer">
              {both(link.label)}
            </a>
          ))}
        </nav>
        {others.map(other => (
          <button key={other} type="button" className="quiet" {...inLanguage(other)} onClick={() => onLanguage(other)}>
            {LANGUAGE_FACTS[other].name}
          </button>
        ))}
      </header>
      <div className="notices" aria-live="polite">
        {!connected && <p className="lost">{say('lost')}</p>}
        {notice !== null && <p className="refused">{notice}</p>}
      </div>
      {state && (
        <main>
          <div className="column">
            <CardsPanel state={state} />
            <IdPanel state={state} />
          </div>
          <div className="column">
            <PhonePanel state={state} />
            {state.pagePrinter && <PrinterPanel printer={state.pagePrinter} />}
            {state.receiptPrinter && <ReceiptPanel printer={state.receiptPrinter} />}
            <ScannerPanel state={state} />
          </div>
          <div className="column paper">
            {state.pagePrinter && <OutputTray printer={state.pagePrinter} />}
            {state.receiptPrinter && <Receipts printer={state.receiptPrinter} />}
          </div>
        </main>
      )}
    </SendContext>
  )
}
