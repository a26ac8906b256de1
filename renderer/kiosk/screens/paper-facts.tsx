import type { ReactNode } from 'react'
import type { PaperAnswer } from '../../../src/contract/paper.ts'
import { apart } from '../../ui/in-language.ts'
import { PagedList } from '../../ui/paged-list.tsx'
import { useWords } from '../kiosk-context.ts'
import { ListPager } from './list-pager.tsx'
import { formatDay } from './paper-day.ts'

type Found = Extract<PaperAnswer, { outcome: 'found' }>
type Fact = readonly [name: string, value: ReactNode]

/** The newest printings say what a paper in the hand may be one of; the rest is counted. */
const PRINTINGS_SHOWN = 2
const MOST_ROWS = 9

/** What to compare on the paper: whose it is and what it is first, then what the records know besides. */
export function PaperFactsList({ answer }: { readonly answer: Found }) {
  const { t } = useWords()
  return (
    <section className="paper-facts" aria-labelledby="compare">
      <h2 id="compare">{t('paper.compare')}</h2>
      <div className="sheet-of-facts">
        <PagedList
          items={useFactRows(answer).map(({ key, facts }, row) => ({
            key,
            node: (
              <dl className={row === 0 ? 'main' : ''}>
                {facts.map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            ),
          }))}
          mostItems={MOST_ROWS}
          showing={0}
          pager={(page, pages, turn) => <ListPager page={page} pages={pages} turn={turn} />}
        />
      </div>
    </section>
  )
}

/** The facts in rows of one or two, so that a page of them can be as long as the screen allows. */
function useFactRows({ paper, timeZone }: Found): { readonly key: string; readonly facts: readonly Fact[] }[] {
  const { t, text, language } = useWords()
  const day = (iso: string) => formatDay(iso, timeZone, language)
  const number = (digits: string) => <span className="digits">{apart(language, digits)}</span>
  const rows: Record<string, readonly (Fact | null)[]> = {
    person: [
      [
        t('paper.name'),
        <span key="name" data-name>
          <bdi>{text(paper.nameMasked)}</bdi>
        </span>,
      ],
      paper.numberMasked === '' ? null : [t('paper.number'), number(paper.numberMasked)],
    ],
    state: [
      paper.stateSince === null || paper.state === 'expired' ? null : [t('paper.since'), day(paper.stateSince)],
      paper.reason === null ? null : [t('paper.reason'), t(`reason.${paper.reason}`)],
      paper.replacedBy === null ? null : [t('paper.replacedBy'), number(paper.replacedBy)],
    ],
    document: [[t('paper.document'), text(paper.title)]],
    number: [
      [t('paper.documentNumber'), number(paper.documentNumber)],
      [t('paper.pages'), t('paper.pageCount', { count: paper.pages })],
    ],
    days: [
      [t('paper.issued'), day(paper.issuedAt)],
      paper.expiresAt === null ? null : [t('paper.expires'), day(paper.expiresAt)],
    ],
    printed: [[t('paper.printed'), <Printings key="printed" printed={paper.printed} day={day} />]],
  }
  return Object.entries(rows)
    .map(([key, facts]) => ({ key, facts: facts.filter(fact => fact !== null) }))
    .filter(({ facts }) => facts.length > 0)
}

interface PrintingsProps {
  readonly printed: Found['paper']['printed']
  readonly day: (iso: string) => string
}

function Printings({ printed, day }: PrintingsProps) {
  const { t, text } = useWords()
  if (printed.length === 0) return t('paper.printedNone')
  const shown = printed.slice(-PRINTINGS_SHOWN).reverse()
  const earlier = printed.slice(0, -PRINTINGS_SHOWN).reduce((sum, { copies }) => sum + copies, 0)
  return (
    <>
      {shown.map(({ copies, at, place }) => (
        <span key={at} className="line">
          {t('paper.printedOne', { count: copies, day: day(at), place: text(place) })}
        </span>
      ))}
      {earlier > 0 && <span className="line">{t('paper.printedEarlier', { count: earlier })}</span>}
    </>
  )
}
