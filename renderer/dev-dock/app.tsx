import { useEffect, useState } from 'react'
import { CardsPanel } from './cards-panel.tsx'
import { IdPanel } from './id-panel.tsx'
import { OutputTray } from './output-tray.tsx'
import { PhonePanel } from './phone-panel.tsx'
import { PrinterPanel } from './printer-panel.tsx'
import { ReceiptPanel, Receipts } from './receipt-panel.tsx'
import { ScannerPanel } from './scanner-panel.tsx'
import { SendContext, useDock } from './use-dock.ts'
import { type DockLanguage, LanguageContext, useBilingual, useWords } from './words.ts'

const LANGUAGE_KEY = 'dock-language'

function firstLanguage(): DockLanguage {
  const kept = localStorage.getItem(LANGUAGE_KEY)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.startsWith('zh') ? 'zh' : 'en'
}

/** The console of the simulated devices. */
export function App() {
  const [language, setLanguage] = useState<DockLanguage>(firstLanguage)
  useEffect(() => {
    localStorage.setItem(LANGUAGE_KEY, language)
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  return (
    <LanguageContext value={language}>
      <Desk onOtherLanguage={() => setLanguage(language === 'zh' ? 'en' : 'zh')} />
    </LanguageContext>
  )
}

function Desk({ onOtherLanguage }: { readonly onOtherLanguage: () => void }) {
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
        <button type="button" className="quiet" onClick={onOtherLanguage}>
          {say('otherLanguage')}
        </button>
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
