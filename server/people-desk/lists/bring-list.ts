import { sql } from 'kysely'
import type { ListKind, ListState } from '../../../src/contract/people-lists-api.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { bytesOf, findList, listIdOf, type PeopleListParts } from './list-rows.ts'

export interface PartWish {
  readonly listId: string
  readonly kind: ListKind
  readonly name: string
  readonly byteLength: number
  readonly turn: number
  readonly at: number
  readonly content: string
}

/** Takes a part of a file in; with the last one the list is to be looked through. */
export async function bringPart(
  { db, now }: PeopleListParts,
  { listId, kind, name, byteLength, turn, at, content }: PartWish,
  staffId: string,
): Promise<Result<{ state: ListState }, 'other-file'>> {
  await db
    .insertInto('people_list')
    .values({
      ...{ list_id: listId, kind, name, byte_length: byteLength, state: 'arriving', made_by: staffId, made_at: now() },
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const known = await findList(db, listId)
  if (!known || known.kind !== kind || known.byte_length !== byteLength) return err('other-file')
  if (known.state !== 'arriving') return ok({ state: known.state })
  // No more is kept than the file says to have.
  if (at * 1024 > byteLength) return err('other-file')
  const bytes = Buffer.byteLength(content, 'base64')
  await db
    .insertInto('people_list_part')
    .values({ list_id: listId, at, content, byte_length: bytes })
    .onConflict(conflict => conflict.columns(['list_id', 'at']).doUpdateSet({ content, byte_length: bytes }))
    .execute()
  const sum = await db
    .selectFrom('people_list_part')
    .select(sql<string>`coalesce(sum(byte_length), 0)`.as('bytes'))
    .where('list_id', '=', listId)
    .executeTakeFirstOrThrow()
  if (Number(sum.bytes) < byteLength) return ok({ state: 'arriving' })
  const digest = listIdOf(kind, turn)
  let length = 0
  for await (const part of bytesOf(db, listId)()) {
    length += part.length
    digest.update(part)
  }
  if (length !== byteLength || digest.digest('base64url') !== listId) {
    await db.deleteFrom('people_list').where('list_id', '=', listId).where('state', '=', 'arriving').execute()
    return err('other-file')
  }
  await db
    .updateTable('people_list')
    .set({ state: 'to-check' })
    .where('list_id', '=', listId)
    .where('state', '=', 'arriving')
    .execute()
  return ok({ state: 'to-check' })
}
