import type { Selectable } from 'kysely'
import type { Ground } from '../../ground/ground.ts'
import type { FleetRobotMessageTable } from '../../ground/store/tables.ts'
import type { LastLook } from '../../mail/mail.ts'
import { type RobotOutcome, tellRobot } from './robot.ts'

/** Before each further try; after the last it is given up. */
const PAUSES_MS = [5_000, 15_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000] as const
/** A robot takes twenty in a minute. */
const AT_ONCE = 3
/** While one is being sent nobody else sends it. */
const HELD_MS = 30_000

export interface RobotParts extends Pick<Ground, 'db' | 'clock' | 'log'> {
  /** What has come between the wish for a message and its going. */
  readonly looks: ReadonlyMap<string, LastLook>
}

/** Sends what waits for the robot. What it may have taken without saying so is sent again: better twice than never. */
export async function sendToRobot(
  { db, clock, log, looks }: RobotParts,
  urlFile: string,
  signal: AbortSignal,
): Promise<void> {
  const now = () => new Date(clock.now())
  const held = new Date(clock.now() + HELD_MS)
  const due = await db.transaction().execute(async tx => {
    const rows = await tx
      .selectFrom('fleet_robot_message')
      .selectAll()
      .where('due_at', '<=', now())
      .orderBy('due_at')
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { message_id: id } of rows)
      await tx.updateTable('fleet_robot_message').set({ due_at: held }).where('message_id', '=', id).execute()
    return rows
  })
  for (const { message_id: id, content, tries, ...about } of due) {
    if (signal.aborted) return
    const outcome = (await whyNot({ looks, log }, about, now())) ?? (await tellRobot(urlFile, content, signal))
    const pauseMs = outcome.kind === 'later' ? PAUSES_MS[tries] : undefined
    const isOver = outcome.kind === 'taken' || pauseMs === undefined
    await db
      .updateTable('fleet_robot_message')
      .set({
        ...{ tries: tries + 1, reply: outcome.reply },
        due_at: isOver ? null : new Date(clock.now() + pauseMs!),
        sent_at: outcome.kind === 'taken' ? now() : null,
      })
      .where('message_id', '=', id)
      .execute()
    if (outcome.kind !== 'taken')
      log.warn({ reply: outcome.reply, isGivenUp: isOver }, 'the robot has not taken a message')
  }
}

/** Why a message does not go now; null where nothing is against it. What nobody can say is asked again. */
async function whyNot(
  { looks, log }: Pick<RobotParts, 'looks' | 'log'>,
  {
    purpose,
    reference,
    send_by: sendBy,
  }: Pick<Selectable<FleetRobotMessageTable>, 'purpose' | 'reference' | 'send_by'>,
  now: Date,
): Promise<RobotOutcome | null> {
  if (purpose === null || reference === null) return null
  if (sendBy !== null && sendBy <= now) return { kind: 'refused', reply: 'its time is over' }
  try {
    const because = (await looks.get(purpose)?.(reference)) ?? null
    return because && { kind: 'refused', reply: because }
  } catch (error) {
    log.warn({ purpose, reference, err: error }, 'nobody could say whether the robot may still be told')
    return { kind: 'later', reply: 'nobody could say whether it may still go' }
  }
}
