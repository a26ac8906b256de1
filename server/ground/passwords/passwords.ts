import * as crypto from 'node:crypto'
import { promisify } from 'node:util'

/** Makes and checks hashes of passwords. Each says in itself how it was made. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** `isOutdated`: it was made in another way than hashes are made now, and is to be made anew while the password is there. */
  check(password: string, hash: string): Promise<{ readonly isRight: boolean; readonly isOutdated: boolean }>
  /** Takes as long as `check`, for an account that there is not. */
  checkNothing(password: string): Promise<void>
}

export type Algorithm = 'argon2id' | 'scrypt'

const SALT_BYTES = 16
const HASH_BYTES = 32
/** The floor of OWASP: 19 MiB, twice over. */
const ARGON = { memory: 19_456, passes: 2, parallelism: 1 } as const
/** The same for builds of Node without Argon2. */
const SCRYPT = { ln: 17, r: 8, p: 1 } as const
/** More than any of ours, and no more than a server has to spare: a hash is never believed about what it costs. */
const MEMORY_MAX_BYTES = 256 * 1024 * 1024

const encoded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')
const decoded = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
/** The same letters by every keyboard. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFKC'))

const scrypt = promisify<Buffer, Uint8Array, number, crypto.ScryptOptions, Buffer>(crypto.scrypt)

interface Recipe {
  readonly algorithm: Algorithm
  readonly head: string
  readonly salt: Uint8Array
  derive(password: string): Promise<Uint8Array>
}

/** @param algorithm what new hashes are made with; the best that this Node has, where nothing is said */
export function createPasswords(algorithm: Algorithm = hasArgon2() ? 'argon2id' : 'scrypt'): Passwords {
  const make = () => recipeOf(headOf(algorithm), crypto.randomBytes(SALT_BYTES))
  const nobody = make()
  return {
    hash: async password => {
      const recipe = make()
      return `${recipe.head}$${encoded(recipe.salt)}$${encoded(await recipe.derive(password))}`
    },
    check: async (password, hash) => {
      const [, name = '', ...rest] = hash.split('$')
      const [salt = '', kept = ''] = rest.slice(-2)
      const recipe = recipeOf(`$${[name, ...rest.slice(0, -2)].join('$')}`, decoded(salt))
      const [made, right] = [await recipe.derive(password), decoded(kept)]
      const isRight = made.length === right.length && crypto.timingSafeEqual(made, right)
      return { isRight, isOutdated: recipe.head !== headOf(algorithm) }
    },
    checkNothing: async password => {
      await nobody.derive(password)
    },
  }
}

export const hasArgon2 = (): boolean => typeof crypto.argon2 === 'function'

const headOf = (algorithm: Algorithm): string =>
  algorithm === 'argon2id'
    ? `$argon2id$v=19$m=${ARGON.memory},t=${ARGON.passes},p=${ARGON.parallelism}`
    : `$scrypt$ln=${SCRYPT.ln},r=${SCRYPT.r},p=${SCRYPT.p}`

/** Throws for a hash that was never ours, or that this Node cannot make. */
function recipeOf(head: string, salt: Uint8Array): Recipe {
  const argon = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d{1,2})$/.exec(head)
  if (argon && hasArgon2()) {
    const [memory, passes, parallelism] = argon.slice(1).map(Number) as [number, number, number]
    const parameters = { memory, passes, parallelism, tagLength: HASH_BYTES, nonce: salt }
    const derive = promisify(crypto.argon2)
    if (memory * 1024 > MEMORY_MAX_BYTES) throw new Error('a hash of a password wants more memory than it may have')
    return {
      ...{ algorithm: 'argon2id', head, salt },
      derive: password => derive('argon2id', { ...parameters, message: bytesOf(password) }),
    }
  }
  const plain = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})$/.exec(head)
  if (!plain) throw new Error('a hash of a password is none that this server can make')
  const [ln, r, p] = plain.slice(1).map(Number) as [number, number, number]
  if (ln > 20) throw new Error('a hash of a password wants more memory than it may have')
  const options = { N: 2 ** ln, r, p, maxmem: MEMORY_MAX_BYTES }
  return {
    ...{ algorithm: 'scrypt', head, salt },
    derive: password => scrypt(bytesOf(password), salt, HASH_BYTES, options),
  }
}
