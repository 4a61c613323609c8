package io.turnstile.bench;

import io.turnstile.bench.Line.Verdict;

/** A figure's border. {@code unit} is empty for a ratio. */
public record Target(boolean atLeast, double border, String unit) {
    public static Target atLeast(double border) {
        return new Target(true, border, "");
    }

    public static Target atMost(double border) {
        return new Target(false, border, "");
    }

    public static Target atMost(double border, String unit) {
        return new Target(false, border, unit);
    }

    public Verdict judge(double figure) {
        var reached = atLeast ? figure >= border : figure <= border;
        return reached ? Verdict.REACHED : Verdict.MISSED;
    }

    /** The line of a figure that has this target. */
    public Line line(String row, String measure, String product, String floor, double figure, String remark) {
        return new Line(row, measure, product, floor, Numbers.text(figure, unit), toString(), judge(figure), remark);
    }

    public Line skipped(String row, String measure, String product, String why) {
        return new Line(row, measure, product, "–", "–", toString(), Verdict.SKIPPED, why);
    }

    @Override
    public String toString() {
        return (atLeast ? "≥ " : "≤ ") + Numbers.text(border, unit);
    }
}
