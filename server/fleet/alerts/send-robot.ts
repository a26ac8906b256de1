import type { Ground } from '../../ground/ground.ts'
import { tellRobot } from './robot.ts'

/** Before each further try; after the last it is given up. */
const PAUSES_MS = [5_000, 15_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000, 7_200_000] as const
/** A robot takes twenty in a minute. */
const AT_ONCE = 3
/** While one is being sent nobody else sends it. */
const HELD_MS = 30_000

/** Sends what waits for the robot. What it may have taken without saying so is sent again: better twice than never. */
export async function sendToRobot(
  { db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>,
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
  for (const { message_id: id, content, tries } of due) {
    if (signal.aborted) return
    const outcome = await tellRobot(urlFile, content, signal)
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
