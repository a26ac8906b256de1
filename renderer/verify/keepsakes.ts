const NAME = 'yinzheng-verify'
const STORE = 'keepsakes'

/** What the page keeps for a day without the server: small values by name. Where storage is off, nothing is kept. */
export async function keep(name: string, value: unknown): Promise<void> {
  await withStore('readwrite', store => store.put(value, name)).catch(() => undefined)
}

/** What was kept; undefined when nothing was. Whoever asks checks what comes back. */
export async function kept(name: string): Promise<unknown> {
  return withStore('readonly', store => store.get(name)).catch(() => undefined)
}

async function withStore(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const database = await done(open())
  try {
    return await done(act(database.transaction(STORE, mode).objectStore(STORE)))
  } finally {
    database.close()
  }
}

function open(): IDBOpenDBRequest {
  const request = indexedDB.open(NAME, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE)
  return request
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
