// Writes src/pages/draw/land.txt: land, borders and a coarse globe from Natural Earth, simplified. See README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";
import { filter, filterWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } from "topojson-simplify";

// Disputed borders: the two countries, and the part of their border that is disputed.
const everywhere = () => true;
const DISPUTED = [
  ["Cyprus", "N. Cyprus", everywhere], ["Israel", "Palestine", everywhere], ["Israel", "Syria", everywhere],
  ["Morocco", "W. Sahara", everywhere], ["Serbia", "Kosovo", everywhere], ["Somalia", "Somaliland", everywhere],
  ["Siachen Glacier", "India", everywhere], ["Siachen Glacier", "Pakistan", everywhere], ["Siachen Glacier", "China", everywhere],
  ["India", "Pakistan", ([, lat]) => lat > 3250], ["India", "China", ([lon, lat]) => lon < 8000 && lat > 3250],
  ["Russia", "Ukraine", ([, lat]) => lat < 4650],
];

const require = createRequire(import.meta.url);
const { version } = require("world-atlas/package.json");
const load = name => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}.json`), "utf8"));

/** Simplifies a topology: drops bends and islands smaller than these areas, in steradians. */
function simplified(topology, bend, island) {
  const weighed = presimplify(topology, sphericalTriangleArea);
  return simplify(filter(weighed, filterWeight(weighed, island, sphericalRingArea)), bend);
}

function rings(topology) {
  const land = feature(topology, topology.objects.land);
  const polygons = (land.features ?? [land]).flatMap(({ geometry: { type, coordinates } }) => type == "Polygon" ? [coordinates] : coordinates);
  return polygons.flatMap(polygon => polygon.map((ring, at) => oriented(tidy(ring), at == 0)).filter(ring => ring.length > 3));
}

/** In hundredths of a degree; without the points at the pole by which flat maps close Antarctica. */
function tidy(line) {
  const points = line.filter(([, lat]) => lat > -89.5).map(([lon, lat]) => [Math.round(lon * 100), Math.round(lat * 100)]);
  const closes = line[0][0] == line.at(-1)[0] && line[0][1] == line.at(-1)[1];
  if (closes) points.push(points[0]);
  return points.filter((point, at) => at == 0 || point[0] != points[at - 1][0] || point[1] != points[at - 1][1]);
}

const vector = ([lon, lat]) => {
  const [l, f] = [lon, lat].map(hundredths => hundredths / 100 * Math.PI / 180);
  return [Math.cos(f) * Math.cos(l), Math.cos(f) * Math.sin(l), Math.sin(f)];
};
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = v => v.map(it => it / Math.hypot(...v));

/** With land to the left: outlines run counterclockwise, seen from above their middle; lakes clockwise. */
function oriented(ring, isOutline) {
  const vectors = ring.map(vector);
  const up = unit(vectors.reduce((sum, v) => sum.map((it, at) => it + v[at]), [0, 0, 0]));
  const east = unit(cross([0.3, 0.5, 0.81], up)), north = cross(up, east);
  const flat = vectors.map(v => { const k = Math.sqrt(2 / (1 + dot(v, up))); return [k * dot(v, east), k * dot(v, north)]; });
  let twice = 0;
  for (let at = 1; at < flat.length; at++) twice += flat[at - 1][0] * flat[at][1] - flat[at][0] * flat[at - 1][1];
  return twice > 0 == isOutline ? ring : ring.toReversed();
}

/** Differences, in groups of five bits: the encoded polyline format. */
function encoded(line) {
  let [text, last] = ["", [0, 0]];
  for (const point of line) {
    for (const axis of [0, 1]) {
      const difference = point[axis] - last[axis];
      let bits = difference < 0 ? ~(difference << 1) : difference << 1;
      for (; bits >= 32; bits >>= 5) text += String.fromCharCode((bits & 31 | 32) + 63);
      text += String.fromCharCode(bits + 63);
    }
    last = point;
  }
  return text;
}

const fine = simplified(load("countries-50m"), 1e-6, 5e-7);
const countries = fine.objects.countries;

/** The border of each pair of countries. */
function borders() {
  const pairs = new Map();
  const name = country => country.properties.name;
  mesh(fine, countries, (a, b) => { if (a !== b) pairs.set(`${name(a)}\n${name(b)}`, [a, b]); return false; });
  return [...pairs.values()].map(pair => {
    const shared = mesh(fine, countries, (a, b) => a !== b && pair.includes(a) && pair.includes(b));
    return { names: pair.map(name), lines: shared.coordinates.map(tidy).filter(line => line.length > 1) };
  });
}

/** Splits a line where its disputed parts begin and end. */
function cut({ names, lines }) {
  const where = DISPUTED.find(([one, other]) => names.includes(one) && names.includes(other))?.[2] ?? (() => false);
  return lines.flatMap(line => {
    const parts = [];
    for (let at = 1; at < line.length; at++) {
      const isDisputed = where(line[at - 1]);
      if (parts.at(-1)?.isDisputed === isDisputed) parts.at(-1).line.push(line[at]);
      else parts.push({ isDisputed, line: [line[at - 1], line[at]] });
    }
    return parts;
  });
}

const lines = borders().flatMap(cut);
const chosen = wanted => lines.filter(({ isDisputed }) => isDisputed == wanted).map(({ line }) => line);
const globe = rings(simplified(load("land-110m"), 4e-4, 2e-3));
const parts = [["land", rings(fine)], ["border", chosen(false)], ["disputed", chosen(true)], ["globe", globe]];
const text = [
  `# Land and borders, from Natural Earth 4.1.0 (public domain, naturalearthdata.com): countries 1:50m, the globe from land`,
  `# 1:110m, by way of the npm package world-atlas ${version}; written by \`npm ci && npm run land\` in tools/land. Lines are encoded`,
  `# polylines of hundredths of a degree, longitude first. Rings are closed and have the land to their left.`,
];
for (const [name, lines] of parts) {
  text.push(`= ${name}`, ...lines.map(encoded));
  console.log(name, lines.length, "lines", lines.reduce((sum, line) => sum + line.length, 0), "points");
}
const to = new URL("../../src/pages/draw/land.txt", import.meta.url);
writeFileSync(to, `${text.join("\n")}\n`);
console.log(text.join("\n").length, "bytes");
