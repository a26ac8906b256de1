/** What has been begun, and how each of it is ended. */
export interface Undo {
  add(step: () => unknown): void
  /** Ends everything, the last first; goes on when one of them fails, and rejects with that at the end. */
  run(): Promise<void>
}

export function createUndo(): Undo {
  const steps: (() => unknown)[] = []
  return {
    add: step => void steps.push(step),
    run: async () => {
      const failures: unknown[] = []
      for (let step = steps.pop(); step; step = steps.pop()) {
        try {
          await step()
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}

/** Begins something in several steps. When one of them fails, those before are ended, the last first, and the failure is handed on. */
export async function wholeOrUndone<Begun>(begin: (undo: Undo) => Promise<Begun>): Promise<Begun> {
  const undo = createUndo()
  try {
    return await begin(undo)
  } catch (error) {
    await undo.run()
    throw error
  }
}
