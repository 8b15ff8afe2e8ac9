// The PDFs given as pdf.js reads them, the reader inside Firefox: structure tree, annotations,
// outline, page labels, properties, attachment. Usage: node pdfjs.mjs NODE-MODULES FILE...
import { readFileSync, existsSync } from 'fs';
import { createHash } from 'crypto';
import { pathToFileURL } from 'url';

const [, , modules, ...files] = process.argv;
console.log = console.warn = () => {}; // what pdf.js misses here is for drawing
const pdfjs = await import(pathToFileURL(`${modules}/pdfjs-dist/legacy/build/pdf.mjs`));
const roles = new Set(['Document', 'Sect', 'BlockQuote', 'Caption', 'TOC', 'TOCI', 'P', 'H1', 'H2',
    'H3', 'H4', 'H5', 'H6', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', 'THead', 'TBody',
    'Span', 'Note', 'Reference', 'Code', 'Link', 'Figure', 'Form', 'Root']);
let failures = 0;
let checked = 0;

function check(condition, file, text) {
    checked++;
    if (condition) return;
    failures++;
    if (failures <= 20) process.stdout.write(`${file}: pdf.js: ${text}\n`);
}

// Every piece of content of a structure tree once, figures with their texts.
function walk(node, file, seen, found) {
    if (node.type === 'content') {
        check(!seen.has(node.id), file, `${node.id} twice`);
        seen.add(node.id);
        return;
    }
    if (node.type === 'annotation') {
        found.annotations++;
        return;
    }
    if (node.role) {
        check(roles.has(node.role), file, `role ${node.role}`);
        found.roles.add(node.role);
        if (node.role === 'Figure') check(node.alt, file, 'a figure without a text');
    }
    for (const child of node.children ?? []) walk(child, file, seen, found);
}

async function checkLinks(document, page, number, file) {
    let links = 0;
    for (const annotation of await page.getAnnotations()) {
        if (annotation.subtype === 'Link') {
            links++;
            const dest = annotation.dest;
            check(annotation.url || annotation.unsafeUrl || dest, file, `page ${number}: a link that leads nowhere`);
            if (dest) check((await document.getPageIndex(dest[0])) < document.numPages, file, 'a link out of the document');
            check(annotation.contentsObj?.str, file, `page ${number}: a link without a description`);
        } else if (annotation.subtype === 'Widget') {
            check(['Tx', 'Sig'].includes(annotation.fieldType) && annotation.fieldName && annotation.alternativeText,
                file, `page ${number}: a field without kind, name or description`);
        } else {
            check(false, file, `page ${number}: ${annotation.subtype}`);
        }
    }
    return links;
}

async function checkOutline(document, items, file, level) {
    let last = 0;
    for (const item of items) {
        const page = await document.getPageIndex(item.dest[0]);
        check(item.title.trim() !== '', file, 'an outline entry without a title');
        check(page >= last, file, `outline: "${item.title}" goes back to page ${page + 1}`);
        last = page;
        await checkOutline(document, item.items, file, level + 1);
    }
}

async function judge(file) {
    const bytes = readFileSync(file);
    const document = await pdfjs.getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: true }).promise;
    const mark = await document.getMarkInfo();
    check(mark?.Marked, file, 'not marked');
    const labels = await document.getPageLabels();
    check(labels?.every((label, i) => label === `${i + 1}`), file, `page labels ${labels}`);
    const { info, metadata } = await document.getMetadata();
    check(info.Title && info.Title === metadata.get('dc:title'), file, 'titles differ');
    check(info.Language, file, 'no language');
    await checkOutline(document, (await document.getOutline()) ?? [], file, 1);
    const found = { roles: new Set(), annotations: 0 };
    const seen = new Set();
    let links = 0;
    for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number);
        const tree = await page.getStructTree();
        check(tree, file, `page ${number}: no structure`);
        if (tree) walk(tree, file, seen, found);
        links += await checkLinks(document, page, number, file);
    }
    check(found.roles.has('H1'), file, 'no H1');
    check(links === 0 || found.roles.has('Link'), file, 'links, but no Link');
    const identifier = metadata.get('dc:identifier');
    const source = Object.values((await document.getAttachments()) ?? {})[0];
    check(source && identifier === 'sha256:' + createHash('sha256').update(source.content).digest('hex'),
        file, 'the attachment does not have the fingerprint that the properties state');
    await document.destroy();
}

for (const file of files) {
    try {
        if (existsSync(file)) await judge(file);
    } catch (error) {
        check(false, file, `${error}`);
    }
}
if (checked === 0) failures++;
process.exit(failures === 0 ? 0 : 1);
