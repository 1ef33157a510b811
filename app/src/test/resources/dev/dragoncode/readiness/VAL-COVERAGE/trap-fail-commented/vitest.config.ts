export default {test: {coverage: {reporter: ['text']} /* thresholds: {lines: 70} */}};
