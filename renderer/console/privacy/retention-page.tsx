import { useState } from 'react'
import { PRIVACY_ROUTES, type RetentionRuleLine } from '../../../src/contract/privacy-api.ts'
import { ok } from '../../../src/result.ts'
import { List } from '../list/list.tsx'
import type { AskList } from '../list/list-parts.ts'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { StateTag } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PrivacyWays } from './privacy-ways.tsx'
import { RetentionActs } from './retention-acts.tsx'
import { RetentionRuns } from './retention-runs.tsx'
import { usePrivacyWords } from './words.ts'

const HOWS = ['run', 'own', 'rule'] as const
const howOf = ({ how }: RetentionRuleLine): (typeof HOWS)[number] =>
  how.kind === 'by-rule' ? 'rule' : how.isOfRun ? 'run' : 'own'

/** How long each kind of data is kept and why, what the last run took, and what the next one would. */
export function RetentionPage() {
  const t = usePrivacyWords()
  const text = useText()
  const words = useRuleWords()
  const server = useServer(PRIVACY_ROUTES)
  const [version, setVersion] = useState(0)
  const standing = useAnswer(() => server.retention({}), '')
  const look = () => {
    void standing.again()
    setVersion(before => before + 1)
  }
  const { at = '03:30', lastRun = null, runs = [] } = standing.value ?? {}
  /** All of them come at once: there are some dozens. */
  const ask: AskList<RetentionRuleLine> = async ({ search = '', filters: { how } }) => {
    const answer = await server.retention({})
    if (!answer.ok) return answer
    const wanted = search.toLowerCase()
    const rows = answer.value.rules.filter(
      rule =>
        (how === undefined || howOf(rule) === how) &&
        [rule.table, ...Object.values(rule.what), ...Object.values(rule.why)].some(said =>
          said.toLowerCase().includes(wanted),
        ),
    )
    return ok({ rows, next: null })
  }
  const long = (said: string) => <span className="privacy-words">{said}</span>
  return (
    <>
      <PageHead
        title={t('retention.title')}
        lead={t('retention.lead', { at })}
        acts={<RetentionActs onDone={look} />}
      />
      <PrivacyWays />
      {standing.value && <RetentionRuns {...{ lastRun, runs, at }} />}
      <List<RetentionRuleLine>
        label={t('retention.list')}
        ask={ask}
        rowKey={rule => JSON.stringify([rule.room, rule.table, rule.how])}
        search={t('retention.search')}
        csvName="retention"
        version={version}
        filters={[
          {
            ...{ kind: 'choice', key: 'how', label: t('retention.how') },
            options: HOWS.map(value => ({ value, label: t(`retention.hows.${value}`) })),
          },
        ]}
        columns={[
          {
            ...{ key: 'what', title: t('retention.what'), text: ({ what }: RetentionRuleLine) => text(what) },
            show: ({ what, table }) => (
              <span className="privacy-words">
                {text(what)} <code className="privacy-table">{table}</code>
              </span>
            ),
          },
          {
            ...{ key: 'how-long', title: t('retention.howLong'), text: words.howLong },
            show: rule => long(words.howLong(rule)),
          },
          {
            ...{ key: 'why', title: t('retention.why'), text: ({ why }: RetentionRuleLine) => text(why) },
            show: ({ why }) => long(text(why)),
          },
          {
            ...{ key: 'last', title: t('retention.last'), text: words.last },
            show: rule =>
              rule.hasFailed ? (
                <StateTag tone="stop">{t('retention.failed')}</StateTag>
              ) : (
                <span className={rule.lastRows ? 'number' : 'soft'}>{words.last(rule)}</span>
              ),
          },
        ]}
      />
    </>
  )
}

/** A rule in words. */
function useRuleWords() {
  const t = usePrivacyWords()
  const text = useText()
  return {
    howLong: ({ how }: RetentionRuleLine): string => {
      if (how.kind === 'by-rule') return text(how.until)
      const said = { count: how.days, since: text(how.since) }
      const span = t(how.days === 0 ? 'retention.notAtAll' : 'retention.days', said)
      return t('retention.kept', { span, ending: t(`retention.ends.${how.ends}`) })
    },
    last: (rule: RetentionRuleLine): string => {
      if (rule.hasFailed) return t('retention.failed')
      if (howOf(rule) !== 'run') return howOf(rule) === 'own' ? t('retention.own') : t('retention.hows.rule')
      return rule.lastRows === null ? t('retention.never') : t('retention.rows', { count: rule.lastRows })
    },
  }
}
