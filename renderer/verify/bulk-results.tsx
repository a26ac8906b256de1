import { FORMAT_NAMES } from '../../src/verification/words.ts'
import { textIn } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { csvOf } from '../web/csv.ts'
import { saveFile } from '../web/save-file.ts'
import { formatTime } from '../web/times.ts'
import { type FileResult, judgeResult, knownIn, type ServerWord } from './file-results.ts'
import { REASON_KEYS } from './one-result.tsx'
import { toneOf } from './outcome-card.tsx'
import { timeZoneOf, usePage } from './page-context.ts'
import { useWords } from './words.ts'

/** Many files in a table, and the same as CSV. */
export function BulkResults({ results, word }: { readonly results: readonly FileResult[]; readonly word: ServerWord }) {
  const t = useWords()
  const language = useLanguage()
  const { trust } = usePage()
  const rows = results.map((result, at) => {
    const judgement = judgeResult(result, word, trust)
    const outcome = judgement?.outcome ?? ('cannot-check' as const)
    const sha256 = result.checked?.check.sha256 ?? ''
    const known = knownIn(word, result.checked)
    return {
      // Two files may have one name.
      key: `${at}/${result.name}`,
      name: result.name,
      outcome,
      word: t(`verdict.${outcome}.word`),
      details: judgement
        ? t(`ground.${judgement.ground}`, FORMAT_NAMES)
        : t(REASON_KEYS[result.reason ?? 'unreadable']),
      documentNumber: known?.known ? known.documentNumber : '',
      title: known?.known ? textIn(language, known.title) : '',
      issuedAt: known?.known ? formatTime(known.issuedAt, timeZoneOf(trust), language) : '',
      sha256,
    }
  })
  const save = () => {
    const checkedAt = formatTime(new Date().toISOString(), timeZoneOf(trust), language)
    const heads = ['file', 'outcome', 'details', 'name', 'document', 'issued', 'fingerprint', 'checkedAt'] as const
    const table = rows.map(row => [
      ...[row.name, row.word, row.details, row.title, row.documentNumber, row.issuedAt, row.sha256, checkedAt],
    ])
    const csv = csvOf([heads.map(head => t(`bulk.${head}`)), ...table])
    saveFile(csv, `${t('bulk.fileName')}.csv`, 'text/csv;charset=utf-8')
  }
  const counts = Object.entries(Object.groupBy(rows, row => row.outcome))
  return (
    <section className="card bulk" aria-labelledby="bulk-title">
      <h1 id="bulk-title">{t('bulk.title', { count: rows.length })}</h1>
      <ul className="bulk-counts">
        {counts.map(([outcome, some]) => (
          <li key={outcome} className={`tone-${toneOf(some![0]!.outcome)}`}>
            <Icon name={toneOf(some![0]!.outcome)} />
            {some![0]!.word} <b>{some!.length}</b>
          </li>
        ))}
      </ul>
      <PressButton look="ghost" onPress={save}>
        {t('bulk.save')}
      </PressButton>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('bulk.file')}</th>
            <th scope="col">{t('bulk.outcome')}</th>
            <th scope="col">{t('bulk.document')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key} data-outcome={row.outcome}>
              <th scope="row">{row.name}</th>
              <td>
                <span className={`bulk-outcome tone-${toneOf(row.outcome)}`}>
                  <Icon name={toneOf(row.outcome)} />
                  {row.word}
                </span>
                <span className="small">{row.details}</span>
              </td>
              <td>{row.documentNumber}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
