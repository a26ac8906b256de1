import { useRef, useState } from 'react'
import { formatYuan } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { Note } from '../../ui/note.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { PageCanvas } from '../../ui/preview/page-canvas.tsx'
import { useDocument } from '../../ui/preview/use-document.ts'
import { useFittedWidth } from '../../ui/preview/use-fitted-width.ts'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { quoteWords } from '../quote-words.ts'
import { Screen } from '../screen.tsx'
import { CopiesPanel } from './copies-panel.tsx'
import { CorrectionSheet } from './correction-sheet.tsx'
import { PageKeys } from './page-keys.tsx'
import { Zoom } from './zoom.tsx'

/** The signed file itself, and the one touch that orders. */
export function PreviewingScreen({ content }: { readonly content: ContentOf<'previewing'> }) {
  const { previewFile, previewDrawn } = useKiosk()
  const { t, text } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [page, setPage] = useState(1)
  const [zoomed, setZoomed] = useState(false)
  const [correcting, setCorrecting] = useState(false)
  const [broken, setBroken] = useState(false)
  const { status, file } = useDocument(content.documentId, previewFile)
  const widthPx = useFittedWidth(frame, file, page)
  const [seen, setSeen] = useState(false)
  const drawn = () => {
    if (seen) return
    setSeen(true)
    previewDrawn(content.documentId)
  }
  const pages = file?.pages ?? content.pages
  const label = `${text(content.title)}, ${t('previewing.page', { page, pages })}`
  const failed = status === 'failed' || broken
  return (
    <>
      <Screen
        name="previewing"
        title={t('previewing.title')}
        lead={
          <>
            {text(content.title)} · {t('previewing.sheets', { count: content.sheetsPerCopy })}
          </>
        }
        controls={
          <>
            <PageKeys
              page={page}
              pages={pages}
              canZoom={file !== null && !failed}
              onTurn={setPage}
              onZoom={() => setZoomed(true)}
            />
            <CopiesHere content={content} />
            {content.fault && <FaultNote fault={content.fault} tone="wait" />}
            <Note tone="ok">
              {t('previewing.signed')}{' '}
              <b data-name>
                <bdi>{content.signer}</bdi>
              </b>
              <span className="spare line">
                {t(content.correction ? 'previewing.wrongByPhone' : 'previewing.wrong')}
              </span>
            </Note>
          </>
        }
        nav={<PreviewNav content={content} isSeen={seen || failed} onWrong={() => setCorrecting(true)} />}
      >
        <div className="page-frame" ref={frame}>
          {file && !failed ? (
            <PageCanvas
              file={file}
              page={page}
              widthPx={widthPx}
              label={label}
              onDrawn={drawn}
              onFailed={() => setBroken(true)}
            />
          ) : (
            <p className="page-word" role="status">
              <Icon name={failed ? 'info' : 'clock'} />
              {failed ? t('previewing.failed') : t('previewing.loading')}
            </p>
          )}
        </div>
      </Screen>
      {zoomed && file && (
        <Zoom {...{ file, page, label }} pages={pages} onTurn={setPage} onClose={() => setZoomed(false)} />
      )}
      {correcting && !content.busy && <CorrectionSheet content={content} onClose={() => setCorrecting(false)} />}
    </>
  )
}

/** Copies are chosen here where there was no choice before. */
function CopiesHere({ content: { copiesHere, quote, busy } }: { readonly content: ContentOf<'previewing'> }) {
  if (!copiesHere || busy) return null
  return <CopiesPanel content={{ copies: quote.copies, quote, selected: 0, ...copiesHere }} />
}

/** Nothing is ordered that was not on the screen, unless this screen can't draw it at all. */
function PreviewNav(props: {
  readonly content: ContentOf<'previewing'>
  readonly isSeen: boolean
  readonly onWrong: () => void
}) {
  const { quote, busy, copiesHere, correction } = props.content
  const { send } = useKiosk()
  const { t } = useWords()
  const order =
    quote.amountFen > 0
      ? t('previewing.pay', { amount: formatYuan(quote.amountFen) })
      : t('previewing.print', { count: quote.copies })
  return (
    <>
      <PressButton look="quiet" disabled={busy} onPress={() => send({ kind: copiesHere ? 'finish' : 'back' })}>
        {t(copiesHere ? 'nav.finish' : 'nav.back')}
      </PressButton>
      {correction && (
        <PressButton look="ghost" disabled={busy} onPress={props.onWrong}>
          {t('previewing.somethingWrong')}
        </PressButton>
      )}
      <PressButton look="act" disabled={busy || !props.isSeen} onPress={() => send({ kind: 'confirm' })}>
        {busy ? t('previewing.busy') : order}
        {!busy && quote.amountFen > 0 && <span className="second">{quoteWords(t, quote)}</span>}
      </PressButton>
    </>
  )
}
