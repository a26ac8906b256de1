import { useState } from 'react'
import { PagedList } from '../../ui/paged-list.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { DocumentPicture } from '../pictures/document-picture.tsx'
import { Screen } from '../screen.tsx'
import { ApprovalSheet } from './approval-sheet.tsx'
import { CopiesPanel } from './copies-panel.tsx'
import { ListPager } from './list-pager.tsx'
import { OfferRow } from './offer-row.tsx'

/** More choices than this are not taken in at a glance; large text holds fewer. */
const MOST_ROWS = { standard: 7, large: 4 }

/** Which document, and how many copies of it. */
export function ChoosingScreen({ content }: { readonly content: ContentOf<'choosing'> }) {
  const { send, view } = useKiosk()
  const { t } = useWords()
  const free = view.visitor?.freeCopiesLeft
  const hasChoice = content.offers.some(offer => offer.unavailable === null || offer.opensWithPin)
  const [asked, setAsked] = useState<number | null>(null)
  const askedOffer = asked === null ? undefined : content.offers[asked]
  const items = content.offers.map((offer, index) => ({
    key: `${offer.kind}.${offer.edition}`,
    node: (
      <OfferRow
        {...{ offer, index }}
        chosen={content.selected === index}
        onApproval={content.apply && (() => setAsked(index))}
      />
    ),
  }))
  return (
    <>
      <Screen
        name="choosing"
        title={t(hasChoice ? 'choosing.title' : 'choosing.nothing')}
        lead={
          !hasChoice
            ? t('choosing.nothingWhy')
            : free
              ? t('choosing.freeLeft', { count: free })
              : t(free === null ? 'choosing.forAnother' : 'choosing.noFree')
        }
        grows="controls"
        lowPicture={<DocumentPicture busy={false} />}
        controls={
          <>
            <PagedList
              items={items}
              mostItems={view.aids.largeText ? MOST_ROWS.large : MOST_ROWS.standard}
              showing={content.selected ?? 0}
              pager={(page, pages, turn) => <ListPager page={page} pages={pages} turn={turn} />}
            />
            {hasChoice && <CopiesPanel content={content} />}
          </>
        }
        nav={
          <>
            <PressButton
              look={hasChoice || content.hasReprintCode ? 'quiet' : 'act'}
              onPress={() => send({ kind: 'finish' })}
            >
              {t('nav.finish')}
            </PressButton>
            {content.hasReprintCode && (
              <PressButton look={hasChoice ? 'ghost' : 'act'} onPress={() => send({ kind: 'enter-code' })}>
                {t('reprint.use')}
              </PressButton>
            )}
            {hasChoice && (
              <PressButton look="act" disabled={content.selected === null} onPress={() => send({ kind: 'preview' })}>
                {content.selected === null ? t('choosing.chooseFirst') : t('choosing.preview')}
              </PressButton>
            )}
          </>
        }
      />
      {askedOffer && content.apply && (
        <ApprovalSheet offer={askedOffer} page={content.apply} onClose={() => setAsked(null)} />
      )}
    </>
  )
}
