import type { Transaction } from 'kysely'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { type Cases, sentence } from '../../cases/cases.ts'
import type { Fleet } from '../../fleet/fleet.ts'
import type { Ground } from '../../ground/ground.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Mail } from '../../mail/mail.ts'
import type { AuditSettings } from '../audit-config.ts'
import { sayFinding, sayReport } from '../say-report.ts'
import type { OnBrokenChain } from '../terminals/take-piece.ts'
import type { VerifyReport } from '../verify/report.ts'

const DAY_MS = 86_400_000

export interface TellParts extends Pick<Ground, 'house' | 'log'> {
  readonly mail: Pick<Mail, 'post'>
  readonly cases: Pick<Cases, 'open'>
  readonly fleet: Pick<Fleet, 'tell'>
  readonly settings: Pick<AuditSettings, 'witnesses'>
}

/** Tells that the trail was bent: by a case, by the alerts, and by mail to the offices that are witnesses: nobody inside can keep it to themselves. */
export async function tellBroken(
  { house, log, mail, cases, fleet, settings }: TellParts,
  tx: Transaction<Tables>,
  report: VerifyReport,
  now: Date,
): Promise<void> {
  const [first] = report.findings
  const finding = first ? sayFinding(first, 'en') : 'unknown'
  const says = sentence('trail-found-bent', { count: report.findingsCount, finding })
  const facts = { entries: report.entries, findings: report.findingsCount, kind: first?.kind ?? null }
  const evidence = [{ source: 'server' as const, atMs: now.getTime(), says, facts }]
  await cases.open(tx, { kind: 'audit-bent', subject: 'trail', evidence, byItself: null }, now)
  const page = `${house.publicBaseUrl}/console/audit`
  const subject = both('审计链有问题', 'The audit trail is not whole')
  const text = (language: 'zh' | 'en') => `${sayReport(report, house.timeZone, language)}\n\n${page}`
  await fleet.tell(tx, { subject, text: both(text('zh'), text('en')) }, now)
  for (const witness of settings.witnesses) {
    if (witness.kind !== 'mail') continue
    const posted = await mail.post(tx, {
      ...{ to: witness.to, language: 'zh', text: `${text('zh')}\n\n${text('en')}\n` },
      ...{ purpose: 'audit-broken', reference: 'trail' },
      subject: `${house.name.zh}：${subject.zh} / ${subject.en}`,
      sendBy: new Date(now.getTime() + DAY_MS),
    })
    if (!posted.ok) log.error({ witness: witness.name, reason: posted.error }, 'nobody could be told of the bent trail')
  }
}

/** Tells that the chain of a terminal does not go on with what it told before. */
export const tellBrokenChain =
  ({ house, log, cases, fleet }: TellParts): OnBrokenChain =>
  async (tx, { terminalId, chain, why, at, known }, now) => {
    log.error({ terminalId, chain, why, entry: at, known }, 'the audit chain of a terminal does not go on')
    const says = sentence(`terminal-chain-${why}`, { at, known })
    const evidence = [{ source: 'server' as const, atMs: now.getTime(), says, facts: { terminalId, entry: at, known } }]
    await cases.open(tx, { kind: 'terminal-chain-bent', subject: terminalId, evidence, byItself: null }, now)
    const name = await nameOf(tx, terminalId)
    const page = `${house.publicBaseUrl}/console/audit?terminalId=${terminalId}`
    const subject = both(`${name.zh}：审计链接不上`, `${name.en}: its audit chain does not go on`)
    const text = both(
      `${subject.zh}。第 ${at} 个条目起与先前报来的不符（先前有 ${known} 个）。\n${page}`,
      `${subject.en}. From entry ${at} on it is not what was told before (${known} entries).\n${page}`,
    )
    await fleet.tell(tx, { subject, text }, now)
  }

async function nameOf(tx: Transaction<Tables>, terminalId: string): Promise<Bilingual> {
  const row = await tx
    .selectFrom('terminal')
    .select(['name_zh', 'name_en'])
    .where('terminal_id', '=', terminalId)
    .executeTakeFirst()
  return row ? both(row.name_zh, row.name_en) : both(terminalId, terminalId)
}
