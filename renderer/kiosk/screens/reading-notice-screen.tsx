import { PagedList } from '../../ui/paged-list.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { FaultNote } from '../fault-note.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { DocumentPicture } from '../pictures/document-picture.tsx'
import { Screen } from '../screen.tsx'
import { ListPager } from './list-pager.tsx'

/** What is done with the visitor's data, point by point: agreed to once, or the visit ends. */
export function ReadingNoticeScreen({ content }: { readonly content: ContentOf<'reading-notice'> }) {
  const { send } = useKiosk()
  const { t, text } = useWords()
  const { points, fault, busy } = content
  const items = points.map((point, index) => ({
    key: `${index}`,
    node: (
      <div className="notice-point">
        <b>{text(point.head)}</b>
        <span>{text(point.text)}</span>
      </div>
    ),
  }))
  return (
    <Screen
      name="reading-notice"
      title={t('readingNotice.title')}
      lead={t('readingNotice.lead')}
      grows="controls"
      lowPicture={<DocumentPicture busy={false} />}
      controls={
        <PagedList
          items={items}
          mostItems={points.length}
          showing={0}
          pager={(page, pages, turn) => <ListPager page={page} pages={pages} turn={turn} />}
        />
      }
      nav={
        <>
          <PressButton look="quiet" onPress={() => send({ kind: 'finish' })}>
            {t('readingNotice.no')}
          </PressButton>
          <PressButton look="act" disabled={busy} onPress={() => send({ kind: 'agree' })}>
            {t(busy ? 'readingNotice.busy' : 'readingNotice.agree')}
          </PressButton>
        </>
      }
    >
      {fault && <FaultNote fault={fault} tone="wait" />}
    </Screen>
  )
}
