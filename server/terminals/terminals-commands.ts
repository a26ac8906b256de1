import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const TERMINAL = both('TERMINAL 是 list 列出的编号或名称。', 'TERMINAL is an id or a name, as list shows them.')
const notesWith = (words: Bilingual): Bilingual => both(`${TERMINAL.zh}\n${words.zh}`, `${TERMINAL.en}\n${words.en}`)

const json = { kind: 'flag', what: both('输出 JSON，供程序使用', 'as JSON, for programs') } as const

const SITE = both('SITE 是 sites 列出的编号。', 'SITE is an id, as sites shows them.')

export const SITE_COMMANDS = {
  sites: {
    what: both('列出站点', 'lists the sites'),
    options: { json },
  },
  'add-site': {
    what: both('添加一个站点', 'adds a site'),
    positionals: ['SITE', 'NAME'],
    options: { english: { kind: 'text', what: both('英文名称', 'its name in English') }, json },
    notes: both(
      'SITE 是新的编号：小写字母、数字和连字符，以后不变。帐号按它分管。',
      'SITE is its new id: small letters, digits and hyphens; it stays. Accounts are in charge of sites by it.',
    ),
  },
  'change-site': {
    what: both('更改站点的名称或次序', 'gives a site other names, or another place in the list'),
    positionals: ['SITE'],
    options: {
      name: { kind: 'text', what: both('名称', 'its name') },
      english: { kind: 'text', what: both('英文名称', 'its name in English') },
      position: { kind: 'text', what: both('排在第几位，从 1 起', 'its place in the list, from 1 on') },
      json,
    },
    notes: SITE,
  },
} as const satisfies CommandTable

export const TERMINALS_COMMANDS = {
  ...SITE_COMMANDS,
  move: {
    what: both('把一台自助机划归另一个站点', 'puts a terminal at another site'),
    positionals: ['TERMINAL', 'SITE'],
    options: { json },
    notes: notesWith(SITE),
  },
  list: {
    what: both('列出所有自助机', 'lists all terminals'),
    options: { json },
  },
  code: {
    what: both('生成登记新自助机用的一次性码', 'makes a one-time code that a new terminal is enrolled with'),
    positionals: ['NAME'],
    options: {
      place: { kind: 'text', what: both('它放在哪里', 'where it stands') },
      site: {
        kind: 'text',
        what: both(
          '它属于哪个站点；只有一个站点时可省略',
          'the site it belongs to; may be left out where there is one',
        ),
      },
      json,
    },
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
