import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks PDF files against a flavour; one line for each file: its path, a tab, what fails. */
public class UaCheck {
    public static void main(String[] asked) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(asked[0]);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
        for (int place = 1; place < asked.length; place++) {
            System.out.println(asked[place] + "\t" + failures(asked[place], flavour, validator));
        }
    }

    private static String failures(String path, PDFAFlavour flavour, PDFAValidator validator)
            throws Exception {
        try (FileInputStream in = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant() && result.getTotalAssertions() > 0) {
                return "right";
            }
            Map<String, Integer> counted = new TreeMap<>();
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
                    counted.merge(rule + " " + one.getMessage(), 1, Integer::sum);
                }
            }
            return "fails: " + counted;
        }
    }
}
