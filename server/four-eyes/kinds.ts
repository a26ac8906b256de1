import { ACCESS } from '../../src/rules/staff-roles.ts'
import type { ProposalKind } from './four-eyes.ts'

/** A kind whose payload only it knows. */
export type AnyKind = ProposalKind<unknown>

/** What may be proposed in this house. */
export interface Kinds {
  hear<P>(kind: ProposalKind<P>): void
  find(name: string): AnyKind | undefined
  all(): readonly AnyKind[]
}

export function createKinds(): Kinds {
  const heard = new Map<string, AnyKind>()
  return {
    hear: kind => {
      if (heard.has(kind.name)) throw new Error(`two kinds of proposal are called ${kind.name}`)
      for (const permission of [kind.proposePermission, kind.agreePermission])
        if (!Object.hasOwn(ACCESS, permission))
          throw new Error(`${kind.name} names the permission ${permission}, which nobody has`)
      heard.set(kind.name, kind as AnyKind)
    },
    find: name => heard.get(name),
    all: () => [...heard.values()],
  }
}
