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
]
const ROWS = 26

/** A page as a university might issue it, where no server draws one. */
export function fixturePage(page: number): string {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const y = 150 + at * 22
    const course = COURSES[(at + page * 4) % COURSES.length]
    return `<text x="50" y="${y}">2026-${1 + (at % 2)}</text><text x="150" y="${y}">${course}</text><text x="420" y="${y}">${2 + (at % 3)}.0</text><text x="500" y="${y}">${72 + ((at * 7 + page * 11) % 27)}</text><path d="M40 ${y + 6}h515" stroke="#ccc"/>`
  })
  const seal = `<g transform="rotate(-8 460 740)" fill="none" stroke="#a8231c"><circle cx="460" cy="740" r="56" stroke-width="4"/><text x="460" y="746" text-anchor="middle" font-size="16" fill="#a8231c" stroke="none">示范大学教务处</text></g>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842" width="1190" height="1684" font-family="serif" font-size="13"><rect width="595" height="842" fill="#fff"/><text x="297" y="70" font-size="24" text-anchor="middle">示范大学学生成绩单</text><text x="50" y="112">姓名：欧阳*　学号：******1234　第 ${page} 页</text><path d="M40 126h515" stroke="#333"/>${rows.join('')}${page === 1 ? '' : seal}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
