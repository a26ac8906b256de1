import { PagedList } from '../../ui/paged-list.tsx'
import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { DocumentPicture } from '../pictures/document-picture.tsx'
import { Screen } from '../screen.tsx'
import { ListPager } from './list-pager.tsx'

/** As many as may stand under one identity number; a low screen shows fewer at once. */
const MOST_ROWS = 6

/** Somebody stands in several registers, as a former student who studies again: which one is it about? */
export function ChoosingRegisterScreen({ content }: { readonly content: ContentOf<'choosing-register'> }) {
  const { send } = useKiosk()
  const { t, text } = useWords()
  const items = content.registers.map(({ title, detail, number }, index) => ({
    key: `${index}`,
    node: (
      <PressButton look="plain" className="row" onPress={() => send({ kind: 'select-register', index })}>
        <span className="row-mark" aria-hidden="true" />
        <span className="row-text">
          <b>{text(title)}</b>
          <span>{text(detail)}</span>
        </span>
        <span className="row-end">{t('visitor.number', { number })}</span>
      </PressButton>
    ),
  }))
  return (
    <Screen
      name="choosing-register"
      title={t('choosingRegister.title')}
      lead={t('choosingRegister.lead')}
      grows="controls"
      lowPicture={<DocumentPicture busy={false} />}
      controls={
        <PagedList
          items={items}
          mostItems={MOST_ROWS}
          showing={0}
          pager={(page, pages, turn) => <ListPager page={page} pages={pages} turn={turn} />}
        />
      }
      nav={
        <PressButton look="quiet" onPress={() => send({ kind: 'finish' })}>
          {t('nav.finish')}
        </PressButton>
      }
    />
  )
}
