import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const COURSES = [
  '高等数学',
  '大学英语',
  '线性代数',
  '大学物理',
  '数据结构',
  '操作系统',
  '数据库原理',
  '计算机网络',
  '编译原理',
  '概率论',
  '离散数学',
  '软件工程',
]
const TERMS = ['2024 年秋', '2025 年春', '2025 年秋', '2026 年春']

/** Two pages as a university might issue them, with embedded fonts and a seal. The person is invented. */
export function samplePdf(): Uint8Array {
  const require = createRequire(import.meta.url)
  const folder = join(dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json')), '400Regular')
  const bold = join(dirname(folder), '700Bold')
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [folder, bold] }] })
  return compiler.pdf({ mainFileContent: source() })
}

function source(): string {
  const rows = (terms: readonly string[]) =>
    terms
      .flatMap((term, t) =>
        COURSES.map(
          (course, i) => `[${term}], [${course}], [${(2 + (i % 3)).toFixed(1)}], [${72 + ((i * 7 + t * 11) % 27)}]`,
        ),
      )
      .join(',\n')
  const table = (terms: readonly string[]) => `#table(
    columns: (1fr, 2.2fr, 0.7fr, 0.7fr), inset: 5.2pt, stroke: 0.5pt + luma(120), align: horizon,
    table.header([*学期*], [*课程*], [*学分*], [*成绩*]),
    ${rows(terms)}
  )`
  return `#set page(paper: "a4", margin: (x: 22mm, y: 20mm))
#set text(font: "Noto Serif SC", size: 10pt, lang: "zh")
#align(center)[#text(size: 20pt, weight: 700)[示范大学学生成绩单]]
#v(4mm)
#grid(columns: (1fr, 1fr, 1.4fr), [姓名：欧阳\\*], [学号：\\*\\*\\*\\*\\*\\*1234], [学院：计算机科学与技术学院])
#v(3mm)
${table(TERMS.slice(0, 2))}
#pagebreak()
${table(TERMS.slice(2))}
#v(8mm)
平均学分绩点：3.62 #h(1fr) 2026 年 11 月 22 日
#place(bottom + right, dx: -6mm, dy: -18mm)[#rotate(-8deg)[#circle(radius: 20mm, stroke: 1.6pt + rgb("#a8231c"))[#set align(center + horizon); #text(fill: rgb("#a8231c"), weight: 700)[示范大学\\ 教务处]]]]
`
}
