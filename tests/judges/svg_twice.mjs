// The same SVG in Chromium and in rsvg-convert: pictures that differ only in how edges are
// smoothed. Run by suites/diagrams.sh, with CHROMIUM and JUDGES (a node_modules folder) set:
//   node svg_twice.mjs FILE.svg...      FILE.png beside each is rsvg-convert's
// Both are made four times smaller, which hides smoothing; then no place may differ much, and
// the whole only very little. Prints what does; the last line is "N passed, N failed".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { chromium } = createRequire(process.env.JUDGES + "/")("playwright-core");
const MEAN = 2.5; // of 255, over the whole picture
const PLACES = 0.005; // the share of places that differ by more than 48 of 255

async function compare([svg, png]) {
    const load = (url) =>
        new Promise((resolve, reject) => {
            const image = new Image();
            image.onload = () => resolve(image);
            image.onerror = () => reject(new Error("it cannot be read"));
            image.src = url;
        });
    const [ours, theirs] = [await load(svg), await load(png)];
    const width = Math.max(1, Math.round(theirs.naturalWidth / 4));
    const height = Math.max(1, Math.round(theirs.naturalHeight / 4));
    const pixels = (image) => {
        const big = new OffscreenCanvas(width * 4, height * 4).getContext("2d");
        big.fillStyle = "#fff";
        big.fillRect(0, 0, width * 4, height * 4);
        big.drawImage(image, 0, 0, width * 4, height * 4);
        const small = new OffscreenCanvas(width, height).getContext("2d");
        small.imageSmoothingQuality = "high";
        small.drawImage(big.canvas, 0, 0, width, height);
        return small.getImageData(0, 0, width, height).data;
    };
    const a = pixels(ours), b = pixels(theirs);
    let sum = 0, places = 0;
    for (let i = 0; i < a.length; i += 4) {
        let most = 0;
        for (let c = 0; c < 3; c++) {
            const off = Math.abs(a[i + c] - b[i + c]);
            sum += off;
            most = Math.max(most, off);
        }
        places += most > 48 ? 1 : 0;
    }
    return { mean: sum / (a.length * 0.75), places: places / (a.length / 4) };
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
const page = await browser.newPage();
let passed = 0, failed = 0, worst = { mean: 0, places: 0 };
for (const file of process.argv.slice(2)) {
    const url = (path, type) => `data:${type};base64,${readFileSync(path).toString("base64")}`;
    try {
        const found = await page.evaluate(compare, [
            url(file, "image/svg+xml"),
            url(file.replace(/svg$/, "png"), "image/png"),
        ]);
        worst = {
            mean: Math.max(worst.mean, found.mean),
            places: Math.max(worst.places, found.places),
        };
        if (found.mean <= MEAN && found.places <= PLACES) passed++;
        else {
            failed++;
            console.log(`${file}: differs by ${found.mean.toFixed(2)} on average, much in ` +
                `${(found.places * 100).toFixed(2)} % of its places`);
        }
    } catch (error) {
        failed++;
        console.log(`${file}: ${error.message.split("\n")[0]}`);
    }
}
await browser.close();
console.log(`most: ${worst.mean.toFixed(2)} on average, ${(worst.places * 100).toFixed(2)} % of the places`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
