import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const TERMINAL = both('TERMINAL 是 list 列出的编号或名称。', 'TERMINAL is an id or a name, as list shows them.')
const notesWith = (words: Bilingual): Bilingual => both(`${TERMINAL.zh}\n${words.zh}`, `${TERMINAL.en}\n${words.en}`)

const json = { kind: 'flag', what: both('输出 JSON，供程序使用', 'as JSON, for programs') } as const

export const TERMINALS_COMMANDS = {
  list: {
    what: both('列出所有自助机', 'lists all terminals'),
    options: { json },
  },
  code: {
    what: both('生成登记新自助机用的一次性码', 'makes a one-time code that a new terminal is enrolled with'),
    positionals: ['NAME'],
    options: { place: { kind: 'text', what: both('它放在哪里', 'where it stands') }, json },
    notes: both(
      '前两组是码，有效期一刻钟，只显示一次，存下的只是其散列值；后六组是本服务器的指纹，自助机先核对指纹，再报出自己的任何信息。',
      'The first two groups are the code: good for a quarter of an hour, shown once and kept as a hash. The other six are the fingerprint of this server: the terminal compares it before it tells anything.',
    ),
  },
  suspend: {
    what: both('停用一台自助机，立即生效', 'shuts a terminal out, at once'),
    positionals: ['TERMINAL'],
    options: { json },
    notes: notesWith(
      both(
        '它还没有报结果的订单，几分钟后成为待处理事项；用 resume 恢复。',
        'Orders of which it has not told what came out become cases after some minutes. resume lets it in again.',
      ),
    ),
  },
  resume: {
    what: both('恢复一台停用或隔离的自助机', 'lets a terminal in again that is suspended or in quarantine'),
    positionals: ['TERMINAL'],
    options: { json },
    notes: notesWith(
      both(
        '隔离是因为它的密钥在两处使用：先查明另一处。只是把旧的磁盘映像装回同一台机器，可以恢复；否则用 retire。',
        'One in quarantine had its key in use at two places: find the other first. Where an older image of its own disk was put back, resume it; else retire it.',
      ),
    ),
  },
  rotate: {
    what: both('让一台自助机换一个新密钥', 'has a terminal make itself a new key'),
    positionals: ['TERMINAL'],
    options: { json },
    notes: notesWith(
      both(
        '它在线且没有人使用时换，一般在一分钟内；list 里显示是否已换。密钥被人复制时不要用它（复制的一方也能换）：用 retire。',
        'Done when it is there and nobody stands before it, as a rule within a minute; list shows whether it has. Not for a key that was copied, for the copy could do it too: retire that one.',
      ),
    ),
  },
  retire: {
    what: both('让一台自助机退役，不能恢复', 'shuts a terminal out for good'),
    positionals: ['TERMINAL'],
    options: { json },
    notes: notesWith(
      both(
        '密钥被人复制或机器不见了时也用它：换一个新的数据目录，用新的码重新登记。',
        'Also for one whose key was copied or that is gone: enrol it anew, with a new code and an empty data folder.',
      ),
    ),
  },
  fingerprint: {
    what: both('显示本服务器的指纹', 'shows the fingerprint of this server'),
    options: { json },
    notes: both(
      '供以前登记的自助机核对服务器：写进其 server.fingerprint。',
      'For terminals that were enrolled before servers had one: it goes into their server.fingerprint.',
    ),
  },
} as const satisfies CommandTable
