import type { Ground } from '../../ground/ground.ts'
import type { Mail } from '../../mail/mail.ts'
import type { AuditSettings } from '../audit-config.ts'
import { sayReport } from '../say-report.ts'
import type { VerifyReport } from '../verify/report.ts'

const DAY_MS = 86_400_000

/** Tells the offices that are witnesses by mail that the trail was bent: nobody inside can keep it to themselves. */
export async function tellBroken(
  { db, clock, house, log }: Pick<Ground, 'db' | 'clock' | 'house' | 'log'>,
  mail: Pick<Mail, 'post'>,
  { witnesses }: Pick<AuditSettings, 'witnesses'>,
  report: VerifyReport,
): Promise<void> {
  for (const witness of witnesses) {
    if (witness.kind !== 'mail') continue
    const text = `${sayReport(report, house.timeZone, 'zh')}\n\n${sayReport(report, house.timeZone, 'en')}\n\n${house.publicBaseUrl}/console/audit\n`
    const posted = await db.transaction().execute(tx =>
      mail.post(tx, {
        ...{ to: witness.to, language: 'zh', text, purpose: 'audit-broken', reference: 'trail' },
        subject: `${house.name.zh}：审计链有问题 / The audit trail is not whole`,
        sendBy: new Date(clock.now() + DAY_MS),
      }),
    )
    if (!posted.ok) log.error({ witness: witness.name, reason: posted.error }, 'nobody could be told of the bent trail')
  }
}
