// Writes what exceljs reads in workbooks to FILE.cells beside each, for xlsx_records.py to
// compare with what openpyxl reads. Usage: node xlsx_exceljs.mjs FILE.xlsx...; environment: JUDGES,
// the node_modules folder with exceljs.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";

const require = createRequire(process.env.JUDGES + "/index.js");
const { Workbook, ValueType } = require("exceljs");

// [kind, value, formula or address]
function read(cell) {
  const value = cell.value;
  switch (cell.type) {
    case ValueType.Number:
      return ["number", value];
    case ValueType.String:
    case ValueType.SharedString:
      return ["text", value];
    case ValueType.Date:
      return ["date", value.toISOString().slice(0, 10)];
    case ValueType.Hyperlink:
      return ["link", value.text, value.hyperlink];
    case ValueType.Formula:
      return ["formula", cell.result ?? "", cell.formula];
    default:
      return ["other " + cell.type, String(value)];
  }
}

for (const path of process.argv.slice(2)) {
  const book = new Workbook();
  await book.xlsx.readFile(path);
  const sheets = book.worksheets.map((sheet) => {
    const cells = {};
    sheet.eachRow((row) => row.eachCell((cell) => {
      if (cell.type !== ValueType.Merge) cells[cell.address] = read(cell);
    }));
    const tables = sheet.getTables().map(({ table }) => ({
      name: table.name, ref: table.tableRef, columns: table.columns.map((c) => c.name),
    }));
    const lists = {};
    for (const [range, rule] of Object.entries(sheet.dataValidations.model))
      lists[range] = rule.formulae[0];
    const view = sheet.views[0] ?? {};
    return {
      name: sheet.name, cells, tables, lists, frozen: [view.xSplit ?? 0, view.ySplit ?? 0],
      orientation: sheet.pageSetup.orientation ?? null,
    };
  });
  const { title, creator, created } = book;
  writeFileSync(path + ".cells", JSON.stringify({ title, creator, created, sheets }));
}
