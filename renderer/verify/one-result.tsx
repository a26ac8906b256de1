import type { FileCheck } from '../../src/verification/file-check.ts'
import type { Ground } from '../../src/verification/judge.ts'
import { FORMAT_NAMES, hasOwnToDo } from '../../src/verification/words.ts'
import { textIn } from '../ui/formats.ts'
import { useLanguage } from '../web/app-words.tsx'
import { Facts } from '../web/facts.tsx'
import { formatDay, formatTime } from '../web/times.ts'
import { CertificateButton } from './certificate-button.tsx'
import { type FileResult, judgeResult, knownIn, namesOf, type ServerWord } from './file-results.ts'
import { OutcomeCard } from './outcome-card.tsx'
import { timeZoneOf, usePage } from './page-context.ts'
import { PictureCard } from './picture-card.tsx'
import { SealFacts } from './seal-facts.tsx'
import { SealedPart } from './sealed-part.tsx'
import { useWhyOver } from './why-over.ts'
import { useWords, type VerifyKey, type VerifySay } from './words.ts'

/** Why a file was not checked at all. */
export const REASON_KEYS: Readonly<Record<NonNullable<FileResult['reason']>, VerifyKey>> = {
  'too-large': 'file.tooLarge',
  'gave-up': 'file.gaveUp',
  unreadable: 'file.unreadable',
}

/** What is no PDF has no seal to say anything of. */
const hasSeal = ({ kind }: FileCheck) => kind === 'pdf' || kind === 'other'

const toDoOf = (ground: Ground, t: VerifySay) => (hasOwnToDo(ground) ? { toDo: t(`todo.${ground}`, FORMAT_NAMES) } : {})

/** The verdict on one file, with its facts. */
export function OneResult({ result, word }: { readonly result: FileResult; readonly word: ServerWord }) {
  const t = useWords()
  const language = useLanguage()
  const { trust } = usePage()
  const whyOver = useWhyOver()
  const judgement = judgeResult(result, word, trust)
  if (!judgement || !result.checked) {
    const means = result.reason ? t(REASON_KEYS[result.reason]) : undefined
    return <OutcomeCard outcome="cannot-check" {...(means === undefined ? {} : { means })} checked={result.name} />
  }
  const known = knownIn(word, result.checked)
  const timeZone = timeZoneOf(trust)
  const time = (iso: string) => formatTime(iso, timeZone, language)
  return (
    <div className="result single">
      <OutcomeCard
        outcome={judgement.outcome}
        why={known?.known ? whyOver(known, time) : []}
        {...toDoOf(judgement.ground, t)}
        ground={t(`ground.${judgement.ground}`, FORMAT_NAMES)}
        checked={result.name}
      />
      {known?.known && (
        <section className="card" aria-labelledby="facts">
          <h2 id="facts">{t('result.facts')}</h2>
          <Facts
            facts={[
              [t('result.document'), textIn(language, known.title)],
              [t('result.documentNumber'), known.documentNumber],
              [t('result.issued'), time(known.issuedAt)],
              known.expiresAt === null ? null : [t('result.expires'), formatDay(known.expiresAt, timeZone)],
            ]}
          />
        </section>
      )}
      {judgement.ground === 'picture' && result.file && <PictureCard file={result.file} />}
      {result.checked.check.part && result.file && (
        <SealedPart file={result.file} part={result.checked.check.part} name={result.name} />
      )}
      {hasSeal(result.checked.check) && <SealFacts seal={{ kind: 'checked', checked: result.checked }} />}
      {known?.known && trust.house?.hasSeal && <CertificateButton of={namesOf(result.checked)} />}
    </div>
  )
}
