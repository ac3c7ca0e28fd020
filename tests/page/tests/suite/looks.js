// What of the page's text is cut, beyond the window, or lies on other text.
const texts = [];
for (const element of document.querySelectorAll('.gp *')) {
    if (element.closest('[aria-hidden=true], .gp-editor, svg, select, th, details:not([open]) > :not(summary)')) continue;
    for (const node of element.childNodes) {
        if (node.nodeType !== 3 || !node.data.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const line of range.getClientRects()) {
            let [left, top, right, bottom] = [line.left, line.top, line.right, line.bottom];
            const words = node.data.trim().slice(0, 40);
            let cut = false;
            for (let up = element; up && up !== document.body; up = up.parentElement) {
                const style = getComputedStyle(up);
                if (style.overflow === 'visible') continue;
                const box = up.getBoundingClientRect();
                if (style.overflowX === 'hidden' && right > box.right + 1) cut = true;
                left = Math.max(left, box.left); right = Math.min(right, box.right);
                top = Math.max(top, box.top); bottom = Math.min(bottom, box.bottom);
            }
            if (right > innerWidth + 1) texts.push({ words, out: true });
            if (cut) texts.push({ words, cut });
            if (right - left > 2 && bottom - top > 2) texts.push({ element, words, left, top, right, bottom });
        }
    }
}
const faults = texts.filter(it => it.out || it.cut).map(it => (it.out ? 'beyond the window: ' : 'cut: ') + it.words);
const boxes = texts.filter(it => it.element);
for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length; j++) {
        const [a, b] = [boxes[i], boxes[j]];
        if (a.element === b.element || a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const [w, h] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        if (w > 2 && h > 3) faults.push(`"${a.words}" lies on "${b.words}"`);
    }
}
return faults;
