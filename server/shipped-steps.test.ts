import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { MIGRATIONS } from './rooms.ts'

/**
 * Of the SQL of each step, the first 16 digits of its SHA-256. A step that is here has run in databases: it is never changed, and nothing
 * is added to it, for it would never run there.
 */
const SHIPPED = [
  '7ea12a25b95b3788',
  '1a1ea51e5c0cd041',
  '4d6266f51b81cc0f',
  'e77a987b5ac9f8a9',
  '5d4c0bfe84245bb0',
  'df828eb228e4b5c1',
  'bf8a904e7da15c75',
  '998be91ccc604abd',
  'e768379c24520f74',
  'c72eefd1fc6bbf92',
  'ee1ef4dafd979a1a',
  'd39d799792033efc',
  '58c74f7affa6c07f',
  '926cd47bdf35f502',
  '62d345c06dd7c38c',
  '4b100782254a619d',
  '973cea6fd2baff4c',
  '883f08ca0c3ccfaf',
  'c419680c40692067',
  '9bb39e3ff97812bb',
  '0fc8fbb0470dacdf',
  'a0f21d1bc770405e',
  '884b252f1d793d6e',
  '6824e975ff8835a5',
  'd090bcb6eed787a5',
  'a701851b6832c71b',
  '6820038aa180fb92',
  'ed15a8b1a69bfe02',
  '6e653f18de4be887',
  'dd4e6875dd03bed7',
  'bf4b8de4d59adda4',
  'e906304c1e862d9d',
  '7f26411cc0fc70fa',
  'bd1e403b3e128795',
  '26184e44312919b9',
  '90eb65bf532efa49',
  'e5f0f178286a9b38',
  'dcc283a5acccfa8b',
  'e31cc0246d6f8465',
  'e81da04679dc722e',
  '829845718b07e651',
  'e6f5e2220703bc82',
  '96576d5f429fc0f8',
  'a676bb77bc1ad29f',
  '43fd6c2a9844f6cc',
  'dc7bb3cb8e3bf51a',
  'd09d64cb7c271bbf',
  '5479acf7a25deacf',
  'd5662c651229153f',
  '0903af795c6368ad',
  '58fc8de10085165f',
  '8b72ec636a0e79c4',
  '07e57af523c3ab95',
  '0c70683ff5abe90b',
  '8dc373f71d9b35ea',
  '1e16817923e9d97a',
  '1df0b54eec746afb',
  '0b09752258bc22cf',
  '1592e4f18baf8175',
  '347426c1a966dfdc',
  '1c87d2aea420afa1',
  'ea0891e2eae1b471',
  '06e1df3d2cdcc0ca',
  '868f3629d0514f82',
  'db8fc8d2939d48a4',
  '17ce309820958559',
  'bc4dad7b017dacba',
  'bf4644a2da2ac65a',
  'b78341c9a42cc58a',
  '40d286d01dc0377d',
  'dc50c613bf5f161e',
  '501ebb4653e42947',
]

it('the steps that databases have gone through are as they were', () => {
  const digests = MIGRATIONS.map(step => digestOf(step.map(({ sql }) => sql).join('')))
  expect(digests, 'a new step gets its digest here; one that is here stays').toEqual(SHIPPED)
})

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
