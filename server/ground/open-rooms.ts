import type { Erasing } from './erasing.ts'
import type { OpenRoom } from './http/serve.ts'
import type { Room, RoomPlan } from './room.ts'
import { createUndo } from './undo.ts'

/** The rooms of a house, one opened after the other and closed the other way round. */
export interface OpenRooms {
  /** Takes a room in as soon as it is open, and gives its doors. */
  add<Plan extends RoomPlan, Doors>(plan: Plan, room: Room<Doors, Plan> | Promise<Room<Doors, Plan>>): Promise<Doors>
  readonly rooms: readonly OpenRoom[]
  /** What erases in the rooms that are open by now, each with the name of its room. */
  erasers(): readonly (Erasing & { readonly room: string })[]
  close(): Promise<void>
}

export function createOpenRooms(): OpenRooms {
  const rooms: OpenRoom[] = []
  const undo = createUndo()
  return {
    rooms,
    erasers: () => rooms.flatMap(({ plan, room }) => (room.erasing ? [{ room: plan.name, ...room.erasing }] : [])),
    add: async (plan, opening) => {
      const room = await opening
      undo.add(() => room.close?.())
      // What fits its own plan fits a plan; the handlers are only ever called by the routes of theirs.
      rooms.push({ plan, room: room as unknown as Room<unknown> })
      return room.doors
    },
    close: undo.run,
  }
}

/** A room whose doors were made elsewhere and which answers nothing by itself; without them it is opened. */
export const madeOr = <Doors, Opened>(doors: Doors | undefined, open: () => Opened) =>
  doors === undefined ? open() : { doors, handlers: {} }
